import { afterEach, describe, expect, it } from 'vitest'

import type { HouseholdPlan, Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import { parseInstant, toDay } from '../../src/core/index.js'
import type { Tables } from '../data-snapshot.js'
import { differencesBetween, readTables } from '../data-snapshot.js'
import type { Product, ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'

const KILLS = Number(process.env.CRASH_KILLS ?? 8)
const SEED = Number(process.env.CRASH_SEED ?? 20_261_124)
const KILLS_PER_SYNC = 2
const NOW = parseInstant('2026-11-24T09:10:00+01:00')
const COMPLETE_WITHIN = { timeout: 60_000, interval: 25 }

const households: HouseholdPlan[] = [
  {
    pdl: '01226049119901',
    name: 'Appartement',
    pricingOption: 'BASE',
    activation: toDay('2026-03-20'),
    missingDays: [toDay('2026-06-02'), toDay('2026-11-22')],
  },
  {
    pdl: '01226049119902',
    name: 'Maison',
    pricingOption: 'HC_HP',
    activation: toDay('2026-08-11'),
    activationKnown: false,
    solarPeakW: 3000,
  },
]

/** When a process is killed: some time after it was started, or after it has sent, or been answered, a number of requests. */
interface Moment {
  readonly after: 'start' | 'requests' | 'answers'
  /** Share of the start, or of the requests still to come, 0..1. */
  readonly share: number
  readonly thenMs: number
  readonly withDatabase: boolean
}

interface Figures {
  /** From the start of the process to its first request. */
  readonly startMs: number
  readonly requests: number
}

let simulator: Simulator
const homes: ProductHome[] = []
afterEach(async () => {
  for (const home of homes.splice(0)) await home.close()
  await simulator.stop()
})

async function move(): Promise<ProductHome> {
  simulator = await startSimulator({ now: NOW, frozen: false, enedisLatencyMs: 15, households })
  const home = openHome()
  homes.push(home)
  return home
}

async function complete(product: Product): Promise<void> {
  await product.ready()
  await expect
    .poll(async () => {
      const { syncStatus } = await product.ask<{
        syncStatus: { current: object | null; last: { state: string } | null }
      }>('{ syncStatus { current { id } last { state } } }')
      return syncStatus
    }, COMPLETE_WITHIN)
    .toMatchObject({ current: null, last: { state: 'COMPLETE' } })
}

async function undisturbed(): Promise<{ tables: Tables; figures: Figures }> {
  const home = await move()
  const begin = performance.now()
  const product = home.start(gatewayOf(simulator))
  await expect.poll(() => simulator.calls.all.length, COMPLETE_WITHIN).toBeGreaterThan(0)
  const startMs = performance.now() - begin
  await complete(product)
  const figures = { startMs, requests: simulator.calls.all.length }
  const tables = await readTables(home)
  await product.end()
  return { tables, figures }
}

/** A first sync cut at these moments, one after another, then left in peace. */
async function disturbed(moments: readonly Moment[], figures: Figures): Promise<ProductHome> {
  const home = await move()
  for (const moment of moments) {
    const product = home.start(gatewayOf(simulator))
    await reach(moment, figures, product)
    if (moment.withDatabase) home.killDatabase()
    await product.end('SIGKILL')
  }
  await complete(home.start(gatewayOf(simulator)))
  return home
}

/** A sync that resumes asks less than one that starts: it may be over before the moment comes, which is then its end. */
async function reach({ after, share, thenMs }: Moment, figures: Figures, product: Product): Promise<void> {
  const count = () =>
    after === 'requests'
      ? simulator.calls.all.length
      : simulator.calls.all.filter(({ status }) => status !== null).length
  const from = performance.now()
  const already = count()
  const wanted = already + Math.ceil(share * Math.max(1, figures.requests - already))
  if (after !== 'start')
    await expect
      .poll(() => count() >= wanted || product.output.includes('Sync complete'), {
        timeout: 30_000,
        interval: 1,
      })
      .toBe(true)
  const untilMs = after === 'start' ? from + share * figures.startMs : performance.now() + thenMs
  await expect.poll(() => performance.now(), { timeout: 10_000, interval: 1 }).toBeGreaterThanOrEqual(untilMs)
}

/** Moments spread over a whole sync, in random order: one in eight before its first request, one in eight in its first 100 ms. */
function momentsOf(kills: number, random: () => number): Moment[] {
  const places = Array.from({ length: kills }, (_, index) => ({
    share: (index + random()) / kills,
    rank: random(),
  }))
  return places
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ share }, index): Moment => {
      const withDatabase = index % 3 === 2
      switch (index % 8) {
        case 3:
          return { after: 'start', share, thenMs: 0, withDatabase }
        case 6:
          return { after: 'requests', share: 0, thenMs: random() * 100, withDatabase }
        default:
          return index % 2 === 0
            ? { after: 'answers', share, thenMs: random() * 12, withDatabase }
            : { after: 'requests', share, thenMs: random() * 150, withDatabase }
      }
    })
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

describe('a first sync that is killed', () => {
  it(
    `ends with the same rows as one left in peace, after ${KILLS} kills`,
    async () => {
      const peace = await undisturbed()
      expect(peace.tables.get('consumption_load_curve')?.length).toBeGreaterThan(15_000)
      await simulator.stop()
      const moments = momentsOf(KILLS, seeded(SEED))
      while (moments.length > 0) {
        const cuts = moments.splice(0, KILLS_PER_SYNC)
        const home = await disturbed(cuts, peace.figures)
        expect(differencesBetween(peace.tables, await readTables(home)), JSON.stringify(cuts)).toEqual([])
        const [counted] = await home.sql<{ used: number }>(
          `select cached_used + fresh_used as used from call_budget where scope = 'account'`,
        )
        const { cached, fresh } = simulator.quotas.used
        expect(counted?.used, 'calls counted').toBeGreaterThanOrEqual(cached + fresh)
        await home.close()
        await simulator.stop()
      }
    },
    60_000 + KILLS * 20_000,
  )
})
