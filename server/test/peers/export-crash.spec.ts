import { setTimeout as wait } from 'node:timers/promises'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import type { Day } from '../../src/core/index.js'
import { addDays, dayOf, parseInstant, toDay } from '../../src/core/index.js'
import type { ExportKind, OptionValues } from '../../src/export/index.js'
import { ADMIN_KEY, FakeJeedom } from '../fakes/jeedom.js'
import { retainedAt } from '../mqtt-client.js'
import type { Product, ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'
import { ACCOUNT, installMosquitto, MosquittoPeer } from './mosquitto-peer.js'
import { withPeer } from './peers.js'
import { installVictoriaMetrics, VictoriaMetricsPeer } from './victoria-metrics-peer.js'

const KILLS = Number(process.env.EXPORT_KILLS ?? 5)
const SEED = Number(process.env.EXPORT_SEED ?? 20_260_408)
const TIMEOUT_MS = 120_000 + KILLS * 60_000
const NOW = parseInstant('2026-04-08T09:10:00+02:00')
const PDL = '01226049119901'
const FIRST_DAY = toDay('2025-02-10')
const WITHIN = { timeout: 60_000, interval: 25 }

/** A destination, and what it holds for whoever looks. */
interface Place {
  readonly kind: ExportKind
  readonly options: OptionValues
  /** Without what tells the time of a sending. */
  state(): Promise<unknown>
  close(): Promise<void>
}

let simulator: Simulator
let home: ProductHome
let product: Product
const opened: Place[] = []

beforeEach(async () => {
  simulator = await startSimulator({
    now: NOW,
    frozen: false,
    households: [
      {
        pdl: PDL,
        name: 'Maison',
        subscribedPowerKva: 6,
        pricingOption: 'BASE',
        activation: FIRST_DAY,
        solarPeakW: 3000,
        missingDays: [toDay('2025-08-15')],
      },
    ],
  })
  home = openHome()
  product = home.start(gatewayOf(simulator))
  await product.ready()
  await expect
    .poll(() => product.ask('{ syncStatus { current { id } last { state } } }'), WITHIN)
    .toMatchObject({ syncStatus: { current: null, last: { state: 'COMPLETE' } } })
})
afterEach(async () => {
  await home.close()
  for (const place of opened.splice(0)) await place.close()
  await simulator.stop()
})

/** Closed at the latest with its test. */
function closing<P extends Place>(place: P): P {
  opened.push(place)
  return place
}

/** @returns its id. It runs after changes, as targets do by default. */
async function save({ kind, options }: Place): Promise<string> {
  const { target } = await product.ask<{ target: { id: string } }>(
    `mutation ($input: ExportTargetInput!) { target: saveExportTarget(input: $input) {
       ... on ExportTarget { id } ... on Problem { code message } } }`,
    { input: { kind, options, enabled: true } },
  )
  expect(target).toHaveProperty('id')
  return target.id
}

async function run(id: string): Promise<void> {
  const { run: answer } = await product.ask<{ run: { code?: string } }>(
    'mutation ($id: ID!) { run: runExport(id: $id) { ... on ExportRun { id } ... on Problem { code } } }',
    { id },
  )
  expect([undefined, 'ALREADY_RUNNING']).toContain(answer.code)
}

interface Served {
  readonly pending: number
  readonly lastRun: { readonly state: string; readonly durationMs: number; readonly records: number } | null
}

/** Waits until nothing is pending. @returns how long its last run took. */
async function served(id: string): Promise<number> {
  const look = async () => {
    const { exportTargets } = await product.ask<{ exportTargets: (Served & { id: string })[] }>(
      '{ exportTargets { id pending lastRun { state durationMs records log problem { code message } } } }',
    )
    return exportTargets.find((target) => target.id === id)
  }
  await expect.poll(look, WITHIN).toMatchObject({ pending: 0, lastRun: { state: 'COMPLETE' } })
  return (await look())?.lastRun?.durationMs ?? 0
}

function forget(id: string): Promise<unknown> {
  return product.ask('mutation ($id: ID!) { deleteExportTarget(id: $id) }', { id })
}

async function restart(): Promise<void> {
  product = home.start(gatewayOf(simulator))
  await product.ready()
}

/** Lower figures for these days, written and noted as a merge does, in one transaction. */
async function correct(days: readonly Day[]): Promise<void> {
  const list = days.map((day) => `'${day}'`).join(',')
  const noted = ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE'].map(
    (dataset) => `update change_log set revision = nextval('change_revision'), changed_at = clock_timestamp()
      where dataset = '${dataset}' and usage_point_id = '${PDL}' and date in (${list});`,
  )
  await home.sql(`update consumption_daily set value_wh = value_wh - 24 where date in (${list});
    update consumption_load_curve set power_w = greatest(power_w - 1, 0)
    where (start_at at time zone 'Europe/Paris')::date in (${list}); ${noted.join(' ')}`)
}

/** Moments spread over an export, in random order. */
function sharesOf(kills: number, random: () => number): number[] {
  return Array.from({ length: kills }, (_, index) => ({ share: (index + random()) / kills, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ share }) => share)
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A first export cut once, then one of corrections in both years cut once, and so on: each time the destination must end
 * as `isRight` wants it.
 */
async function cutAgainAndAgain<P extends Place>(
  open: () => Promise<P>,
  isRight: (place: P, when: string) => Promise<void>,
): Promise<void> {
  const random = seeded(SEED)
  const shares = sharesOf(KILLS, random)
  const usualMs = { first: 0, corrections: 0 }
  const days = () =>
    ['2025-03-30', '2025-06-01', '2026-02-02'].map((day) => addDays(toDay(day), Math.floor(random() * 20)))
  const peaceful = await open()
  const id = await save(peaceful)
  await run(id)
  usualMs.first = await served(id)
  await correct(days())
  await run(id)
  usualMs.corrections = await served(id)
  await isRight(peaceful, 'left in peace')
  await forget(id)
  await peaceful.close()

  let inTheMiddle = 0
  while (shares.length > 0) {
    const place = await open()
    const target = await save(place)
    for (const [what, share] of [
      ['first', shares.shift()],
      ['corrections', shares.shift()],
    ] as const) {
      if (share === undefined) break
      if (what === 'corrections') await correct(days())
      await run(target)
      await wait(share * usualMs[what])
      await product.end('SIGKILL')
      const [left] = await home.sql<{ open: boolean }>(
        'select completed_at is null as open from export_logs order by started_at desc limit 1',
      )
      if (left?.open) inTheMiddle++
      await restart()
      await served(target)
      await isRight(place, `${what}, cut at ${share.toFixed(2)} of ${usualMs[what]} ms`)
    }
    await forget(target)
    await place.close()
  }
  console.info(
    `${KILLS} kills, ${inTheMiddle} in the middle of an export (usually ${usualMs.first} ms, corrections ${usualMs.corrections} ms)`,
  )
  expect(inTheMiddle).toBeGreaterThan(0)
}

/** A destination served from the same rows, without any trouble, holds the same. */
function likeOneInPeace<P extends Place>(open: () => Promise<P>): (place: P, when: string) => Promise<void> {
  return async (place, when) => {
    const other = await open()
    const id = await save(other)
    await run(id)
    await served(id)
    expect(await place.state(), when).toEqual(await other.state())
    await forget(id)
    await other.close()
  }
}

await withPeer('VictoriaMetrics', installVictoriaMetrics, (command) => {
  interface Stored extends Place {
    readonly peer: VictoriaMetricsPeer
  }

  const open = async (): Promise<Stored> => {
    const peer = await VictoriaMetricsPeer.start(command)
    return closing({
      kind: 'VICTORIAMETRICS',
      options: { url: peer.url },
      peer,
      state: () => peer.state(),
      close: () => peer.close(),
    })
  }
  const samplesOf = async (peer: VictoriaMetricsPeer, direction: string, granularity: string) => {
    const exported = await peer.export(
      `{__name__="linky_energy_wh",pdl="${PDL}",direction="${direction}",bucket="total",granularity="${granularity}"}`,
    )
    return exported.flatMap(({ timestamps, values }) =>
      timestamps.map((at, index) => [at, values[index] ?? NaN] as const),
    )
  }
  const byDay = (samples: readonly (readonly [number, number])[]) => {
    const sums = new Map<string, number>()
    for (const [at, value] of samples) sums.set(dayOf(at), (sums.get(dayOf(at)) ?? 0) + value)
    return Object.fromEntries([...sums].map(([day, wh]) => [day, Math.round(wh)] as const))
  }
  const isRight = async ({ peer }: Stored, when: string) => {
    await peer.flush()
    for (const direction of ['consumption', 'production']) {
      const days = await home.sql<{ day: string; wh: number }>(
        `select date::text as day, value_wh as wh from ${direction}_daily order by date`,
      )
      const slots = await home.sql<{ at: string; wh: string }>(
        `select extract(epoch from start_at) * 1000 as at, power_w * interval_minutes / 60.0 as wh from ${direction}_load_curve`,
      )
      expect(days.length).toBeGreaterThan(400)
      const ofDays = await samplesOf(peer, direction, 'day')
      const ofSlots = await samplesOf(peer, direction, 'slot')
      expect(byDay(ofDays), `${direction}, ${when}`).toEqual(
        Object.fromEntries(days.map(({ day, wh }) => [day, wh])),
      )
      expect(ofDays.length, when).toBe(days.length)
      expect(byDay(ofSlots), `slots of ${direction}, ${when}`).toEqual(
        byDay(slots.map(({ at, wh }) => [Number(at), Number(wh)])),
      )
      expect(ofSlots.length, when).toBe(slots.length)
    }
  }

  describe('an export to VictoriaMetrics that is killed', () => {
    it(
      `leaves every day equal and no sample twice, after ${KILLS} kills`,
      () => cutAgainAndAgain(open, isRight),
      TIMEOUT_MS,
    )
  })
})

await withPeer('Mosquitto', installMosquitto, (command) => {
  const open = async (): Promise<Place> => {
    const peer = await MosquittoPeer.start(command)
    return closing({
      kind: 'MQTT',
      options: { broker: peer.url, ...ACCOUNT, v1Sensor: true },
      state: async () => Object.fromEntries(await retainedAt(peer.url, peer.admin)),
      close: () => peer.close(),
    })
  }

  describe('an export to Mosquitto that is killed', () => {
    it(
      `leaves the retained messages of one left in peace, after ${KILLS} kills`,
      () => cutAgainAndAgain(open, likeOneInPeace(open)),
      TIMEOUT_MS,
    )
  })
})

describe('an export to Jeedom (fake) that is killed', () => {
  const open = async (): Promise<Place> => {
    const fake = await new FakeJeedom().listen()
    fake.now = '2026-04-08 09:10:00'
    return closing({
      kind: 'JEEDOM',
      options: { url: fake.url, apiKey: ADMIN_KEY, timeoutSeconds: 5, curveDays: 8 },
      state: () => Promise.resolve(fake.state()),
      close: () => fake.close(),
    })
  }

  it(
    `leaves the commands and histories of one left in peace, after ${KILLS} kills`,
    () => cutAgainAndAgain(open, likeOneInPeace(open)),
    TIMEOUT_MS,
  )
})
