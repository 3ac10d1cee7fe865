import { afterEach, beforeEach, expect, it } from 'vitest'

import { Clock, dayOf, toDay } from '../../src/core/index.js'
import { VictoriaMetricsExporter } from '../../src/export/victoria-metrics/victoria-metrics.exporter.js'
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
