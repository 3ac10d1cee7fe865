import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'

import type { Day } from '../../src/core/index.js'
import { dayOf, daysOf, minutesOf, parseInstant, startOf, toDay } from '../../src/core/index.js'
import { HomeAssistantExporter } from '../../src/export/home-assistant/home-assistant.exporter.js'
import { HomeAssistantSocket } from '../../src/export/home-assistant/socket.js'
import type { Destination } from '../exporter.contract.js'
import { Courier, exporterContract } from '../exporter.contract.js'
import { Household, PDL } from '../exported-household.js'
import { hasSharedData, sharedRows } from '../shared-data.js'
import { HA_VERSION, HomeAssistantPeer, installHomeAssistant } from './home-assistant-peer.js'
import { until, withPeer } from './peers.js'

const CONSUMPTION = `myelectricaldata:${PDL}_consumption`
const EVER = '1970-01-01T00:00:00+00:00'
const YEAR = { from: toDay('2022-07-29'), to: toDay('2023-07-29') }
const LATE = ['2022-12-24', '2022-12-25', '2022-12-26'].map(toDay)
/** 24 hours of energy and 24 of cost, each as a whole and by bucket; one subscription. */
const ROWS_A_DAY = 4 * 24 + 1
/** Consumption, and four days of EcoWatt. */
const ENTITIES = 5
const never = () => new AbortController().signal
/** For a year of twelve thousand rows and more, written again and again on a busy machine. */
const LONG_MS = 1_200_000
/** Each rewrites a year of four series and waits for it: by hand, PEERS_CUTS=10 PEERS_KILLS=10. */
const CUTS = Number(process.env.PEERS_CUTS ?? 3)
const KILLS = Number(process.env.PEERS_KILLS ?? 2)

interface StatisticRow {
  readonly start: number
  readonly change: number
  readonly sum: number
  readonly state: number
}

await withPeer(`Home Assistant ${HA_VERSION}`, installHomeAssistant, (installation) => {
  exporterContract(
    `Home Assistant ${HA_VERSION}`,
    async () => destinationOf(await HomeAssistantPeer.start(installation)),
    {
      timeoutMs: 180_000,
    },
  )

  describe.skipIf(!hasSharedData)(
    `a year of household A in Home Assistant ${HA_VERSION}`,
    { timeout: LONG_MS },
    () => {
      let peer: HomeAssistantPeer
      let destination: Destination
      let household: Household
      let courier: Courier
      const days = daysOf(YEAR)

      beforeAll(async () => {
        peer = await HomeAssistantPeer.start(installation)
        destination = destinationOf(peer)
        household = householdA()
        courier = new Courier(destination, household)
      })
      afterAll(() => peer.close())

      const change = (day: Day, factor: number) => {
        const total = household.totalWh('CONSUMPTION', day) ?? 0
        household.setCurve('CONSUMPTION', day, () => ((total * 60) / minutesOf(day)) * factor)
        courier.note(household.changesOf('CONSUMPTION', [day], destination.exporter.datasets))
      }
      const expectEqual = async () => {
        const rows = await ask(peer, 'day')
        const there = new Map(rows.map(({ start, change: kwh }) => [dayOf(start), Math.round(kwh * 1000)]))
        const ours = household
          .heldDays('CONSUMPTION')
          .map((day) => [day, household.totalWh('CONSUMPTION', day)])
        expect([...there]).toEqual(ours)
        const costs = new Map(
          (await ask(peer, 'day', `myelectricaldata:${PDL}_cost`)).map(({ start, change: eur }) => [
            dayOf(start),
            Math.round(eur * 1e6),
          ]),
        )
        for (const [day, { cost }] of household.costs()) expect(costs.get(day), day).toBe(cost ?? undefined)
        await expectNoneNegative()
      }
      const expectNoneNegative = async () => {
        expect((await ask(peer, 'hour')).filter(({ change: kwh }) => kwh < -1e-6)).toEqual([])
      }

      it('holds every day to the Wh, both clock changes among them, and no hour takes energy back', async () => {
        for (const day of LATE) household.forget('CONSUMPTION', day)
        courier.note(household.allChanges(destination.exporter.datasets))
        const records = await courier.deliver()
        expect(records).toBe((days.length - LATE.length) * ROWS_A_DAY + ENTITIES)
        await expectEqual()
        expect(household.totalWh('CONSUMPTION', toDay('2022-10-30'))).toBeGreaterThan(0)
      })

      it('takes three late days and a correction downward in one run, and clears nothing', async () => {
        const sent = vi.spyOn(WebSocket.prototype, 'send')
        for (const day of LATE) household.setCurve('CONSUMPTION', day, (slot) => 300 + slot)
        courier.note(household.changesOf('CONSUMPTION', LATE, destination.exporter.datasets))
        change(toDay('2022-11-15'), 0.5)
        await courier.deliver()
        await expectEqual()
        expect(courier.pending()).toEqual([])
        expect(sent.mock.calls.filter(([frame]) => (frame as string).includes('clear_statistics'))).toEqual(
          [],
        )
        expect(
          sent.mock.calls.filter(([frame]) => (frame as string).includes('import_statistics')),
        ).not.toEqual([])
        sent.mockRestore()
      })

      it(`ends equal after ${CUTS} cuts, and never shows an hour that takes energy back`, async () => {
        let cuts = 0
        for (let attempt = 0; attempt < CUTS; attempt++) {
          change(days[attempt] ?? YEAR.from, attempt % 2 === 0 ? 3 : 0.4)
          const abort = new AbortController()
          const stop = afterImports((attempt % 3) + 1, () => {
            abort.abort()
          })
          const failure: unknown = await courier.deliver(abort.signal).catch((error: unknown) => error)
          stop()
          if (failure instanceof Error) cuts++
          await expectNoneNegative()
        }
        expect(cuts).toBe(CUTS)
        await courier.deliver()
        expect(courier.pending()).toEqual([])
        await expectEqual()
      })

      it('ends equal when Home Assistant is killed while it writes', async () => {
        for (let attempt = 0; attempt < KILLS; attempt++) {
          change(days[20 + attempt] ?? YEAR.from, attempt % 2 === 0 ? 0.5 : 2)
          const sending = courier.deliver().catch((error: unknown) => error)
          await new Promise((resolve) => setTimeout(resolve, 500 + attempt * 400))
          await peer.stop('SIGKILL')
          await sending
          await peer.restart()
        }
        await courier.deliver()
        expect(courier.pending()).toEqual([])
        await expectEqual()
      })

      it('pushes the entities again after a restart', async () => {
        await peer.stop()
        await peer.restart()
        expect(await entity(peer)).toBeNull()
        expect(await courier.deliver()).toBeGreaterThan(0)
        expect(await entity(peer)).toBe(
          (days.reduce((sum, day) => sum + (household.totalWh('CONSUMPTION', day) ?? 0), 0) / 1000).toFixed(
            3,
          ),
        )
      })

      it('imports everything anew when older days come, and when somebody cleared it', async () => {
        for (const day of daysOf({ from: toDay('2022-07-01'), to: YEAR.from })) {
          household.setDay('CONSUMPTION', day, 8000)
          courier.note(household.changesOf('CONSUMPTION', [day], destination.exporter.datasets))
        }
        await courier.deliver()
        await expectEqual()
        await command(peer, 'recorder/clear_statistics', { statistic_ids: [CONSUMPTION] })
        await until('cleared', async () => (await ask(peer, 'hour')).length === 0)
        await courier.deliver()
        await expectEqual()
      })

      it('leaves nothing of a midnight row when the hours of its day begin later', async () => {
        const day = toDay('2022-07-10')
        const real = household.hours.bind(household)
        const hours = vi.spyOn(household, 'hours').mockImplementation(async (pdl, direction, range) =>
          (await real(pdl, direction, range)).flatMap((hour) =>
            hour.startAt === startOf(day)
              ? Array.from({ length: 10 }, (_, index) => ({
                  startAt: hour.startAt + (index + 5) * 3_600_000,
                  energyWh: hour.energyWh / 10,
                }))
              : [hour],
          ),
        )
        courier.note(household.changesOf('CONSUMPTION', [day], destination.exporter.datasets))
        await courier.deliver()
        await expectEqual()
        const midnight = (await ask(peer, 'hour')).find(({ start }) => start === startOf(day))
        expect(midnight).toMatchObject({ state: 0, change: 0 })
        hours.mockRestore()
        courier.note(household.changesOf('CONSUMPTION', [day], destination.exporter.datasets))
        await courier.deliver()
        await expectEqual()
      })

      it('goes on from the history of ha-linky', async () => {
        const id = `linky:${PDL}`
        const stats = [0, 1, 2].map((hour) => ({
          start: new Date(parseInstant('2022-01-10T00:00:00+01:00') + hour * 3_600_000).toISOString(),
          state: 500,
          sum: 500 * (hour + 1),
        }))
        const metadata = {
          has_mean: false,
          has_sum: true,
          name: 'Linky',
          source: 'linky',
          statistic_id: id,
          unit_of_measurement: 'Wh',
        }
        await command(peer, 'recorder/import_statistics', { metadata, stats })
        await until('the history of ha-linky', async () => (await ask(peer, 'hour', id)).length === 3)
        const options = { ...destination.options, idNames: 'ha_linky' }
        const other = new Courier({ ...destination, options }, household)
        other.note(household.allChanges(destination.exporter.datasets))
        await other.deliver()
        const rows = await ask(peer, 'hour', id)
        expect(rows[3]?.sum).toBeCloseTo(1500 + 8000, 3)
        expect(rows.filter(({ change: wh }) => wh < 0)).toEqual([])
        await destination.exporter.purge?.(other.delivery())
        expect((await ask(peer, 'hour', id)).length).toBe(rows.length)
      })

      it('adds itself to the Energy dashboard, beside what is there', async () => {
        const theirs = { type: 'solar', stat_energy_from: 'sensor.roof', config_entry_solar_forecast: null }
        await command(peer, 'energy/save_prefs', { energy_sources: [theirs] })
        const { exporter } = destination
        expect(await exporter.install?.(courier.delivery())).toEqual({ records: 1 })
        expect(await exporter.install?.(courier.delivery())).toEqual({ records: 0 })
        const { energy_sources: sources } = (await command(peer, 'energy/get_prefs')) as {
          energy_sources: object[]
        }
        expect(sources).toHaveLength(2)
        expect(sources[0]).toEqual(theirs)
        expect(sources[1]).toMatchObject({
          type: 'grid',
          flow_from: [{ stat_energy_from: CONSUMPTION, stat_cost: `myelectricaldata:${PDL}_cost` }],
          flow_to: [],
        })
        expect(await command(peer, 'energy/validate')).toMatchObject({
          energy_sources: [expect.anything(), []],
        })
      })
    },
  )
})

function destinationOf(peer: HomeAssistantPeer): Destination {
  const options = { url: peer.url, token: peer.token, answerSeconds: 60, readBackSeconds: 90 }
  const [wrong, nobody] = [
    { ...options, token: 'a-revoked-token' },
    { ...options, url: 'http://127.0.0.1:9' },
  ]
  return {
    exporter: new HomeAssistantExporter(),
    options,
    secrets: [peer.token],
    faults: [
      { name: 'wrong token', options: wrong, protocol: 'rest', code: 'PEER_REFUSED' },
      { name: 'wrong token', options: wrong, protocol: 'websocket', code: 'PEER_REFUSED' },
      { name: 'nobody there', options: nobody, protocol: 'websocket', code: 'PEER_UNREACHABLE' },
    ],
    async state() {
      const ids = (await command(peer, 'recorder/list_statistic_ids')) as {
        statistic_id: string
        name: string
      }[]
      const ours = ids.filter(({ statistic_id: id }) => id.startsWith('myelectricaldata:'))
      const statistics = await Promise.all(
        ours.map(async ({ statistic_id: id, name }) => [id, name, await ask(peer, 'hour', id)]),
      )
      return { statistics: statistics.sort(), states: await ourStates(peer) }
    },
    async dayWh(pdl, direction, day) {
      const id = `myelectricaldata:${pdl}_${direction.toLowerCase()}`
      const row = (await ask(peer, 'day', id)).find(({ start }) => start === startOf(day))
      return row ? row.change * 1000 : null
    },
    async bucketWh(pdl, bucket, day) {
      const id = `myelectricaldata:${pdl}_consumption_${bucket.toLowerCase()}`
      const row = (await ask(peer, 'day', id)).find(({ start }) => start === startOf(day))
      return row ? row.change * 1000 : null
    },
    async dayEur(pdl, day) {
      const id = `myelectricaldata:${pdl}_cost`
      return (await ask(peer, 'day', id)).find(({ start }) => start === startOf(day))?.change ?? null
    },
    async damage() {
      const row = (await ask(peer, 'hour'))[100]
      if (!row) throw new Error('nothing to damage')
      await command(peer, 'recorder/import_statistics', {
        metadata: {
          has_mean: false,
          has_sum: true,
          name: 'Linky Appartement – consommation',
          source: 'myelectricaldata',
          statistic_id: CONSUMPTION,
          unit_of_measurement: 'kWh',
        },
        stats: [{ start: new Date(row.start).toISOString(), state: row.state, sum: row.sum + 3 }],
      })
      await vi.waitFor(async () => {
        expect((await ask(peer, 'hour'))[100]?.sum).toBeCloseTo(row.sum + 3, 6)
      }, 60_000)
    },
    stall: () => {
      peer.freeze()
    },
    close: () => peer.close(),
  }
}

async function command(peer: HomeAssistantPeer, type: string, fields: object = {}): Promise<unknown> {
  const socket = await HomeAssistantSocket.open(
    { url: peer.url, token: peer.token, answerMs: 20_000 },
    never(),
  )
  try {
    return await socket.command(type, { ...fields })
  } finally {
    socket.close()
  }
}

async function ask(
  peer: HomeAssistantPeer,
  period: 'hour' | 'day',
  id = CONSUMPTION,
): Promise<StatisticRow[]> {
  const answer = await command(peer, 'recorder/statistics_during_period', {
    start_time: EVER,
    statistic_ids: [id],
    period,
    types: ['change', 'sum', 'state'],
  })
  return (answer as Record<string, StatisticRow[]>)[id] ?? []
}

async function ourStates(peer: HomeAssistantPeer): Promise<object[]> {
  const answer = await fetch(`${peer.url}/api/states`, { headers: { Authorization: `Bearer ${peer.token}` } })
  const all = (await answer.json()) as { entity_id: string; state: string; attributes: object }[]
  return all
    .filter(({ entity_id: id }) => id.startsWith(`sensor.${PDL}`) || id.startsWith('sensor.myelectricaldata'))
    .map(({ entity_id: id, state, attributes }) => ({ id, state, attributes }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function entity(peer: HomeAssistantPeer): Promise<string | null> {
  const found = (await ourStates(peer)) as { id: string; state: string }[]
  return found.find(({ id }) => id === `sensor.${PDL}_consumption`)?.state ?? null
}

/** Acts once so many imports have left. @returns how to stop watching */
function afterImports(count: number, act: () => void): () => void {
  const send = Reflect.get(WebSocket.prototype, 'send') as (this: WebSocket, frame: string) => void
  let seen = 0
  const spy = vi.spyOn(WebSocket.prototype, 'send').mockImplementation(function (this: WebSocket, frame) {
    const text = frame as string
    send.call(this, text)
    if (text.includes('recorder/import_statistics') && ++seen === count) setTimeout(act, 30)
  })
  return () => {
    spy.mockRestore()
  }
}

function householdA(): Household {
  const empty = { from: YEAR.from, to: YEAR.from }
  const household = new Household({
    now: '2023-07-30T09:00:00+02:00',
    range: empty,
    dailyOnly: 0,
    directions: ['CONSUMPTION'],
  })
  const byDay = new Map<Day, number[]>()
  for (const row of sharedRows('load-curves', 'household-a_load_30min.csv.gz')) {
    const day = dayOf(parseInstant(row['interval_start_utc'] ?? ''))
    byDay.set(day, [...(byDay.get(day) ?? []), Number(row['mean_power_w'])])
  }
  for (const [day, powers] of byDay) household.setCurve('CONSUMPTION', day, (slot) => powers[slot] ?? 0)
  return household
}
