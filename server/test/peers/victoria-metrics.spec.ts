import { gzipSync } from 'node:zlib'

import axios from 'axios'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import type { AppError } from '../../src/core/index.js'
import { addDays, Clock, dayOf, daysOf, formatInstant, startOf, toDay } from '../../src/core/index.js'
import { dashboard } from '../../src/export/victoria-metrics/dashboard.js'
import { VictoriaMetricsExporter } from '../../src/export/victoria-metrics/victoria-metrics.exporter.js'
import type { Destination } from '../exporter.contract.js'
import { Courier, exporterContract } from '../exporter.contract.js'
import { Household, PDL } from '../exported-household.js'
import { hasSharedData, sharedRows } from '../shared-data.js'
import { withPeer } from './peers.js'
import { installVictoriaMetrics, startVmauth, VictoriaMetricsPeer } from './victoria-metrics-peer.js'

const NAME = 'VictoriaMetrics'
const YEAR = { from: toDay('2022-07-29'), to: toDay('2023-07-29') }
const LATE = ['2022-12-24', '2022-12-25', '2022-12-26'].map(toDay)
const WITH_PASSWORD = ['-retentionPeriod=100y', '-httpAuth.username=linky', '-httpAuth.password=open sésame']
const AUTHORIZATION = `Basic ${Buffer.from('linky:open sésame').toString('base64')}`
const never = () => new AbortController().signal
const flat = (slot: number) => 100 + slot

await withPeer(NAME, installVictoriaMetrics, (command) => {
  exporterContract(
    NAME,
    async () => {
      const peer = await VictoriaMetricsPeer.start(command, WITH_PASSWORD, { Authorization: AUTHORIZATION })
      return destinationOf(peer, { authentication: 'BASIC', username: 'linky', password: 'open sésame' })
    },
    { timeoutMs: 180_000 },
  )

  describe.skipIf(!hasSharedData)(`a year of household A in ${NAME}`, () => {
    let peer: VictoriaMetricsPeer
    let household: Household
    let courier: Courier

    const open = async () => {
      peer = await VictoriaMetricsPeer.start(command)
      household = householdA()
      courier = new Courier(destinationOf(peer), household)
      courier.note(household.allChanges(new VictoriaMetricsExporter(new Clock()).datasets))
    }
    const expectEqual = async () => {
      for (const day of household.heldDays('CONSUMPTION')) {
        expect(await peer.dayWh(PDL, 'CONSUMPTION', day), day).toBe(household.totalWh('CONSUMPTION', day))
        const slots = (await peer.dayWh(PDL, 'CONSUMPTION', day, 'slot')) ?? NaN
        expect(Math.round(slots), `slots of ${day}`).toBe(household.totalWh('CONSUMPTION', day))
      }
      const exported = await peer.export('{__name__="linky_energy_wh",granularity="slot"}')
      const stamps = exported.flatMap(({ timestamps }) => timestamps)
      expect(new Set(stamps).size).toBe(stamps.length)
      const { slots } = await countsOf(household)
      expect(stamps.length).toBe(slots)
    }
    const change = (day = LATE[0] ?? YEAR.from) =>
      courier.note(household.changesOf('CONSUMPTION', [day], ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']))

    describe('delivered, then changed', () => {
      beforeAll(open)
      afterAll(() => peer.close())

      it('equals our figures on every day, both days of a clock change among them', async () => {
        for (const day of LATE) household.forget('CONSUMPTION', day)
        courier = new Courier(destinationOf(peer), household)
        courier.note(household.allChanges(['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']))
        const startedAt = performance.now()
        const records = await courier.deliver()
        console.info(`${NAME}: ${records} samples in ${Math.round(performance.now() - startedAt)} ms`)
        expect(courier.pending()).toEqual([])
        await expectEqual()
      })

      it('still does when everything is sent again', async () => {
        courier.note(household.allChanges(['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']))
        await courier.deliver()
        await expectEqual()
      })

      it('takes three late days and a downward correction', async () => {
        for (const day of LATE) {
          household.setCurve('CONSUMPTION', day, flat)
          change(day)
        }
        const corrected = toDay('2023-03-26')
        household.setCurve('CONSUMPTION', corrected, () => 1)
        change(corrected)
        await courier.deliver()
        expect(courier.pending()).toEqual([])
        await expectEqual()
      })
    })

    it(
      'equals them after ten sendings cut at ten places, each with a correction',
      { timeout: 300_000 },
      async () => {
        await open()
        const request = axios.request.bind(axios)
        try {
          await courier.deliver()
          for (let cut = 1; cut <= 10; cut++) {
            const day = addDays(YEAR.from, cut * 33)
            household.setCurve('CONSUMPTION', day, (slot) => cut + slot)
            change(day)
            const abort = new AbortController()
            let requests = 0
            vi.spyOn(axios, 'request').mockImplementation((config) => {
              if (++requests === cut) setTimeout(() => abort.abort(), cut % 3)
              return request(config)
            })
            await expect(courier.deliver(abort.signal), `cut at request ${cut}`).rejects.toThrow()
            vi.restoreAllMocks()
          }
          await courier.deliver()
          expect(courier.pending()).toEqual([])
          await expectEqual()
        } finally {
          vi.restoreAllMocks()
          await peer.close()
        }
      },
    )
  })

  describe(`the Grafana dashboard on ${NAME}`, () => {
    it('has data in every query', async () => {
      const peer = await VictoriaMetricsPeer.start(command)
      try {
        const household = recentHousehold(40)
        const courier = new Courier(destinationOf(peer), household)
        courier.note(household.allChanges(new VictoriaMetricsExporter(new Clock()).datasets))
        await courier.deliver()
        const end = Math.floor(Date.now() / 1000)
        const start = Math.floor((end - 30 * 86_400) / 86_400) * 86_400
        for (const panel of dashboard([PDL]).panels) {
          for (const { expr, instant } of panel.targets) {
            const query = expr
              .replaceAll('$pdl', PDL)
              .replaceAll('$__range', '30d')
              .replaceAll('$__interval', panel.interval)
            const found = instant
              ? await peer.query(query, end)
              : await peer.queryRange(query, start, end, panel.interval)
            expect(found.length, `${panel.title}: ${query}`).toBeGreaterThan(0)
          }
        }
        const byDay = dashboard([PDL]).panels.find(({ title }) => title === 'Energy by day')?.targets[0]?.expr
        const points = await peer.queryRange(byDay?.replaceAll('$pdl', PDL) ?? '', start, end, '1d')
        for (const [at, energyWh] of points.slice(1, -1))
          expect(energyWh).toBe(household.totalWh('CONSUMPTION', dayOf(at * 1000)))
        expect(points.length).toBeGreaterThan(25)
      } finally {
        await peer.close()
      }
    })
  })

  describe(`${NAME} that keeps one month`, () => {
    it('gets what fits, and the flag is named once', async () => {
      const peer = await VictoriaMetricsPeer.start(command, [])
      try {
        const destination = destinationOf(peer)
        const household = recentHousehold(90)
        const courier = new Courier(destination, household)
        const checks = await destination.exporter.check(destination.options, never())
        expect(checks.find(({ protocol }) => protocol === 'read-back')?.outcome).toMatchObject({
          warnings: [{ code: 'PEER_UNSUPPORTED', message: expect.stringContaining('-retentionPeriod=100y') }],
        })
        courier.note(household.allChanges(destination.exporter.datasets))
        await expect(courier.deliver()).rejects.toMatchObject({
          code: 'PEER_UNSUPPORTED',
          message: expect.stringContaining('-retentionPeriod=100y'),
        })
        expect(courier.pending()).toEqual([])
        const recent = household.heldDays('CONSUMPTION').slice(-25)
        for (const day of recent)
          expect(await peer.dayWh(PDL, 'CONSUMPTION', day)).toBe(household.totalWh('CONSUMPTION', day))
        courier.note(household.changesOf('CONSUMPTION', recent.slice(-1), ['CONSUMPTION_DAILY']))
        await courier.deliver()
      } finally {
        await peer.close()
      }
    })
  })

  describe(`${NAME} that refuses`, () => {
    it('is told from one that is broken: deletion key, then the key given', async () => {
      const peer = await VictoriaMetricsPeer.start(command, [
        '-retentionPeriod=100y',
        '-deleteAuthKey=sesame-9',
      ])
      try {
        const household = new Household()
        const courier = new Courier(destinationOf(peer), household)
        courier.note(household.allChanges(['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']))
        await courier.deliver()
        const day = toDay('2026-03-27')
        household.setCurve('CONSUMPTION', day, () => 1)
        courier.note(household.changesOf('CONSUMPTION', [day], ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']))
        await expect(courier.deliver()).rejects.toMatchObject({
          code: 'PEER_UNSUPPORTED',
          retry: 'later',
          message: expect.stringContaining('-deleteAuthKey'),
        })
        const allowed = new Courier(destinationOf(peer, { deleteKey: 'sesame-9' }), household)
        allowed.note(household.changesOf('CONSUMPTION', [day], ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']))
        await allowed.deliver()
        expect(await peer.dayWh(PDL, 'CONSUMPTION', day)).toBe(household.totalWh('CONSUMPTION', day))
      } finally {
        await peer.close()
      }
    })

    it('does not know a token, behind vmauth, and says so with 400', async () => {
      const peer = await VictoriaMetricsPeer.start(command)
      const vmauth = await startVmauth(peer.url, 'a-good-token')
      try {
        const exporter = new VictoriaMetricsExporter(new Clock())
        const options = { url: vmauth.url, authentication: 'BEARER', token: 'a-good-token' }
        for (const { protocol, outcome } of await exporter.check(options, never()))
          expect(outcome, protocol).toMatchObject({ peer: expect.any(String), warnings: [] })
        const [refused] = await exporter.check({ ...options, token: 'another-token' }, never())
        expect(refused?.outcome).toMatchObject({ code: 'PEER_REFUSED' })
        expect((refused?.outcome as AppError).detail).not.toContain('another-token')
      } finally {
        await vmauth.close()
        await peer.close()
      }
    })

    it('catches up once its disk has room again', async () => {
      const peer = await VictoriaMetricsPeer.start(command, [
        '-retentionPeriod=100y',
        '-storage.minFreeDiskSpaceBytes=100000GB',
      ])
      try {
        const household = new Household()
        const courier = new Courier(destinationOf(peer), household)
        courier.note(household.allChanges(['CONSUMPTION_DAILY']))
        await expect(courier.deliver()).rejects.toMatchObject({ code: 'PEER_UNREACHABLE', retry: 'later' })
        await peer.restart(['-retentionPeriod=100y'])
        await courier.deliver()
        for (const day of household.heldDays('CONSUMPTION'))
          expect(await peer.dayWh(PDL, 'CONSUMPTION', day)).toBe(household.totalWh('CONSUMPTION', day))
      } finally {
        await peer.close()
      }
    })
  })

  describe(`the pace of ${NAME}`, () => {
    it('is told beside that of the same bytes, built before', async () => {
      const household = new Household({
        range: { from: '2016-04-06', to: '2026-04-06' },
        directions: ['CONSUMPTION'],
      })
      const datasets = ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE'] as const
      const exporter = new VictoriaMetricsExporter(new Clock())
      const peers = [
        await VictoriaMetricsPeer.start(command),
        await VictoriaMetricsPeer.start(command),
      ] as const
      try {
        const source = { options: { url: peers[0].url }, source: household }
        const { messages, values } = await exporter.preview(source, household.allChanges(datasets), 10_000)
        const body = gzipSync(messages.map(({ payload }) => `${payload}\n`).join(''), { level: 1 })
        let startedAt = performance.now()
        await peers[0].import(body, { 'Content-Encoding': 'gzip' })
        const floorMs = performance.now() - startedAt
        const courier = new Courier(destinationOf(peers[1]), household)
        courier.note(household.allChanges(datasets))
        startedAt = performance.now()
        let sentMs = 0
        const request = axios.request.bind(axios)
        vi.spyOn(axios, 'request').mockImplementation(async (config) => {
          const response = await request(config)
          if (config.url?.endsWith('/import')) sentMs = performance.now() - startedAt
          return response
        })
        expect(await courier.deliver()).toBe(values)
        const ourMs = performance.now() - startedAt
        console.info(
          `${NAME}: ${values} samples; built before ${Math.round(floorMs)} ms, exported ${Math.round(sentMs)} ms, the last one read back after ${Math.round(ourMs)} ms`,
        )
      } finally {
        vi.restoreAllMocks()
        for (const peer of peers) await peer.close()
      }
    })
  })
})

function destinationOf(peer: VictoriaMetricsPeer, more: Record<string, string> = {}): Destination {
  const options = { url: peer.url, ...more }
  return {
    exporter: new VictoriaMetricsExporter(new Clock()),
    options,
    secrets: more.password === undefined ? [] : [more.password],
    faults:
      more.password === undefined
        ? []
        : [
            {
              name: 'password',
              options: { ...options, password: 'guess' },
              protocol: 'query',
              code: 'PEER_REFUSED',
            },
            {
              name: 'path',
              options: { ...options, url: `${peer.url}/no` },
              protocol: 'query',
              code: 'PEER_UNSUPPORTED',
            },
          ],
    state: async () => {
      await peer.flush()
      return peer.state()
    },
    dayWh: (pdl, direction, day) => peer.dayWh(pdl, direction, day),
    bucketWh: (pdl, bucket, day) => peer.dayWh(pdl, 'CONSUMPTION', day, 'hour', bucket.toLowerCase()),
    dayEur: (pdl, day) => peer.dayEur(pdl, day, 'hour'),
    damage: async () => {
      const [first] = await peer.export('{__name__="linky_energy_wh",granularity="day"}')
      const { metric, timestamps = [] } = first ?? {}
      await peer.import(`${JSON.stringify({ metric, values: [1], timestamps: timestamps.slice(0, 1) })}\n`)
    },
    close: () => peer.close(),
  }
}

function householdA(): Household {
  const household = new Household({
    now: '2023-07-29T09:00:00+02:00',
    range: YEAR,
    dailyOnly: 0,
    directions: ['CONSUMPTION'],
  })
  const powers = new Map(
    sharedRows('load-curves', 'household-a_load_30min.csv.gz').map((row) => [
      Date.parse(row.interval_start_utc ?? ''),
      Number(row.mean_power_w),
    ]),
  )
  for (const day of daysOf(YEAR))
    household.setCurve('CONSUMPTION', day, (slot) => powers.get(startOf(day) + slot * 30 * 60_000) ?? 0)
  return household
}

/** Its last days end yesterday, by this machine's clock. */
function recentHousehold(days: number): Household {
  const today = dayOf(Date.now())
  const household = new Household({
    now: formatInstant(Date.now()),
    range: { from: addDays(today, -days), to: today },
    dailyOnly: 0,
  })
  household.colors.set(today, 'BLUE').set(addDays(today, 1), 'RED')
  return household
}

async function countsOf(household: Household): Promise<{ readonly slots: number }> {
  return { slots: (await household.slots(PDL, 'CONSUMPTION', YEAR)).length }
}
