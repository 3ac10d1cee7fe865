import { afterEach, beforeEach, expect, it } from 'vitest'

import { Clock, dayOf, toDay } from '../../src/core/index.js'
import { VictoriaMetricsExporter } from '../../src/export/victoria-metrics/victoria-metrics.exporter.js'
import { OffersService, TimelineService } from '../../src/tariffs/index.js'
import { FakeVictoriaMetrics } from '../fakes/victoria-metrics.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'

const PDL = '01226049119901'
const LATE = toDay('2026-11-10')
const PACE = { settleMs: 60, firstLookMs: 20, lookAgainMs: 10, giveUpMs: 300, betweenRewritesMs: 10 }

let house: House
let peer: FakeVictoriaMetrics

beforeEach(async () => {
  peer = await new FakeVictoriaMetrics().listen()
  house = await openHouse({
    now: '2026-11-24T09:10:00+01:00',
    exporting: true,
    exporters: [new VictoriaMetricsExporter(new Clock(), PACE)],
    env: { VICTORIAMETRICS_ENABLED: 'true', VICTORIAMETRICS_URL: peer.url, SECRET_KEY: 'of the tests' },
    simulator: {
      households: [
        {
          pdl: PDL,
          name: 'Appartement',
          subscribedPowerKva: 6,
          pricingOption: 'BASE',
          activation: toDay('2026-11-01'),
        },
      ],
    },
  })
  house.simulator.faults.add({ kind: 'missing-day', day: LATE }, { on: '/enedis/**' })
})
afterEach(async () => {
  await house.close()
  await peer.close()
})

/** Days whose energy left since the last look, oldest first. */
function daysThatLeft(): string[] {
  const lines = peer.lines
    .splice(0)
    .map((line) => JSON.parse(line) as { metric: Record<string, string>; timestamps: number[] })
  const energy = lines.filter(({ metric }) => metric.__name__ === 'linky_energy_wh')
  return [...new Set(energy.flatMap(({ timestamps }) => timestamps.map(dayOf)))].sort()
}

/** Wh that the destination holds of each day, as a person would ask for them. */
function held(): Record<string, number> {
  const [series] = peer.read(
    `{__name__="linky_energy_wh",pdl="${PDL}",direction="consumption",bucket="total",granularity="day"}`,
  )
  return Object.fromEntries((series?.samples ?? []).map(({ at, value }) => [dayOf(at), value]))
}
const ours = async () =>
  Object.fromEntries(
    (
      await house.sql<{ day: string; wh: number }>(
        'select date::text as day, value_wh as wh from consumption_daily order by date',
      )
    ).map(({ day, wh }) => [day, wh]),
  )
const look = async () =>
  (
    await house.ask<{ exportTargets: [Record<string, unknown>] }>(
      `{ exportTargets { kind name enabled health pending watermark options { name value origin }
         lastRun { action state trigger records problem { code } target { name } } } }`,
    )
  ).exportTargets[0]

it('a destination of the environment gets what a sync brings, then the late day alone', async () => {
  expect(await look()).toMatchObject({
    kind: 'VICTORIAMETRICS',
    enabled: true,
    health: 'NEVER_RUN',
    pending: 0,
  })
  await house.syncNow()
  expect(daysThatLeft()).toHaveLength(22)
  expect(held()).toEqual(await ours())
  expect(held()).not.toHaveProperty(LATE)
  const noted = await house.sql<{ dataset: string }>('select distinct dataset from change_log order by 1')
  expect(noted.map(({ dataset }) => dataset)).toEqual([
    'ADDRESS',
    'CONSUMPTION_CURVE',
    'CONSUMPTION_DAILY',
    'CONTRACT',
    'ECOWATT',
    'MAX_POWER',
    'TEMPO',
    'TEMPO_FORECAST',
    'USAGE_POINTS',
  ])
  const after = await look()
  expect(after).toMatchObject({
    health: 'OK',
    pending: 0,
    lastRun: {
      action: 'SEND',
      state: 'COMPLETE',
      trigger: 'CHANGE',
      problem: null,
      target: { name: 'VictoriaMetrics' },
    },
  })
  expect(after.options).toContainEqual({ name: 'url', value: peer.url, origin: 'ENVIRONMENT' })

  house.simulator.faults.clear()
  for (const dataset of ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE']) {
    await house.ask(
      `mutation { ensureRange(pdl: "${PDL}", dataset: ${dataset}, from: "${LATE}", to: "2026-11-11") { ... on SyncRun { id } ... on Problem { code } } }`,
    )
    await house.settle()
  }
  expect(daysThatLeft()).toEqual([LATE])
  expect(held()).toHaveProperty(LATE)
  expect(held()).toEqual(await ours())

  await house.syncNow()
  expect(daysThatLeft()).toEqual([])
})

it('a destination that was away is verified, repaired and tried by hand', async () => {
  await house.syncNow()
  const { exportTargets } = await house.ask<{ exportTargets: [{ id: string }] }>('{ exportTargets { id } }')
  const [{ id }] = exportTargets
  const order = async (mutation: string) => {
    const { run } = await house.ask<{ run: { id?: string; code?: string } }>(
      `mutation { run: ${mutation} { ... on ExportRun { id } ... on Problem { code } } }`,
    )
    await house.settle()
    return house.ask<{ exportRun: Record<string, unknown> }>(
      `query ($id: ID!) { exportRun(id: $id) { action state records problem { code } log } }`,
      { id: run.id },
    )
  }
  expect(await order(`verifyExport(id: "${id}")`)).toMatchObject({
    exportRun: { action: 'VERIFY', state: 'COMPLETE', problem: null },
  })
  expect(await order(`runExport(id: "${id}", dryRun: true)`)).toMatchObject({
    exportRun: { action: 'DRY_RUN', state: 'COMPLETE' },
  })
  expect(await order(`purgeExport(id: "${id}", confirm: "VictoriaMetrics")`)).toMatchObject({
    exportRun: { action: 'PURGE', state: 'COMPLETE' },
  })
  expect(held()).toEqual({})
  expect(await look()).toMatchObject({ enabled: false, health: 'OFF' })
  await order(`runExport(id: "${id}")`)
  expect(held()).toEqual(await ours())
  const { testExportTarget } = await house.ask<{ testExportTarget: { outcome: object }[] }>(
    `mutation { testExportTarget(input: { id: "${id}", options: { url: "http://127.0.0.1:9" } }) {
       protocol outcome { ... on TestPassed { durationMs } ... on Problem { code } } } }`,
  )
  expect(testExportTarget.map(({ outcome }) => outcome)).toContainEqual({ code: 'PEER_UNREACHABLE' })
})

/** Cost that the destination holds of each day, in micro-euros. */
function costs(granularity: 'hour' | 'day'): Record<string, number> {
  const [series] = peer.read(
    `{__name__="linky_cost_euros",pdl="${PDL}",bucket="total",granularity="${granularity}"}`,
  )
  const byDay: Record<string, number> = {}
  for (const { at, value } of series?.samples ?? [])
    byDay[dayOf(at)] = (byDay[dayOf(at)] ?? 0) + Math.round(value * 1e6)
  return byDay
}
/** What the pages answer. */
async function answered(): Promise<Record<string, number>> {
  const { consumption } = await house.ask<{
    consumption: { points: { from: string; cost: { energyEur: number | null } | null }[] }
  }>(
    `{ consumption(pdl: "${PDL}", from: "2026-11-01", to: "2026-11-24", granularity: DAY) {
      points { from cost { energyEur } } } }`,
  )
  return Object.fromEntries(
    consumption.points.flatMap(({ from, cost }) =>
      cost?.energyEur == null ? [] : [[from.slice(0, 10), Math.round(cost.energyEur * 1e6)]],
    ),
  )
}
const anOffer = (id: string | undefined, dearerFrom: string) => ({
  id,
  provider: 'Voisin',
  name: 'Base',
  type: 'BASE',
  subscribedPowerKva: 6,
  url: null,
  rules: [],
  versions: [
    {
      from: null,
      to: toDay(dearerFrom),
      subscriptionPerMonth: 12_000_000,
      prices: { BASE: 200_000 },
      source: null,
    },
    {
      from: toDay(dearerFrom),
      to: null,
      subscriptionPerMonth: 12_000_000,
      prices: { BASE: 250_000 },
      source: null,
    },
  ],
})

it('another contract, then another price, send again the days that they touch, and no energy', async () => {
  house.simulator.faults.clear()
  await house.syncNow()
  expect(costs('day')).toEqual(await answered())
  const { '2026-11-23': yesterday, ...measured } = costs('day')
  expect(yesterday).toBeGreaterThan(0)
  expect(costs('hour')).toEqual(measured)
  const offers = house.app.get(OffersService)
  const { id } = await offers.save(anOffer(undefined, '2026-11-20'))
  await house.app.get(TimelineService).save(PDL, 'CONSUMPTION', [
    {
      from: toDay('2026-11-01'),
      to: null,
      offerId: id,
      subscribedPowerKva: 6,
      offPeak: [],
      versions: [],
      saleMode: null,
      saleQuotaWh: null,
    },
  ])
  const { exportTargets } = await house.ask<{ exportTargets: [{ id: string }] }>('{ exportTargets { id } }')
  const send = async () => {
    await house.exports.start({ targetId: exportTargets[0].id, action: 'SEND', trigger: 'MANUAL' })
    await house.settle()
  }
  await send()
  expect(costs('day')).toEqual(await answered())
  peer.lines.splice(0)

  const before = costs('day')
  await offers.save(anOffer(id, '2026-11-17'))
  expect((await look()).pending).toBe(3)
  await send()
  const left = peer.lines
    .splice(0)
    .map((line) => (JSON.parse(line) as { metric: Record<string, string> }).metric.__name__)
  expect(left).toContain('linky_cost_euros')
  expect(left).not.toContain('linky_energy_wh')
  const after = costs('day')
  expect(after).toEqual(await answered())
  expect(Object.keys(after).filter((day) => after[day] !== before[day])).toEqual([
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
  ])
  expect(after['2026-11-18']).toBe(Math.round((before['2026-11-18'] ?? NaN) * 1.25))
  await send()
  expect(peer.lines).toEqual([])
})
