import { afterEach, describe, expect, it } from 'vitest'

import type { HouseholdPlan } from '../../simulator/index.js'
import { toDay } from '../../src/core/index.js'
import { EnsureService, UsagePointsService } from '../../src/readings/index.js'
import type { House, HouseOptions } from '../house.js'
import { openHouse } from '../house.js'

const PDL = '01226049119901'
const consumer: HouseholdPlan = { pdl: PDL, subscribedPowerKva: 6, pricingOption: 'BASE' }
const DAILY = '/enedis/consumption/daily/{pdl}'
const CURVE = '/enedis/consumption/detail/batch/{pdl}'

let house: House
afterEach(() => house.close())

/** A house that knows its meter and holds nothing of it. */
async function open(options: Partial<HouseOptions> = {}): Promise<void> {
  house = await openHouse({
    now: '2026-03-10T09:10:00+01:00',
    simulator: { households: [consumer] },
    ...options,
  })
  await house.app.get(UsagePointsService).refresh({ mode: 'auto' })
}

async function hold(
  dataset: 'CONSUMPTION_DAILY' | 'CONSUMPTION_CURVE',
  from: string,
  to: string,
): Promise<void> {
  await house.app
    .get(EnsureService)
    .ensure({ pdl: PDL, dataset }, { from: toDay(from), to: toDay(to) }, { mode: 'auto' })
  house.simulator.calls.reset()
}

interface Consumption {
  consumption: {
    total: { energyWh: number | null; coverage: { known: number; expected: number; missing: Missing[] } }
    points: { from: string; energyWh: number | null }[]
  }
}
interface Missing {
  from: string
  to: string
  reason: string
  nextTryAt: string | null
}

const january = () =>
  house.ask<Consumption>(`{
    consumption(pdl: "${PDL}", from: "2026-01-01", to: "2026-02-01") {
      total { energyWh coverage { known expected missing { from to reason nextTryAt } } }
      points { from energyWh }
    }
  }`)
const requests = () =>
  house.simulator.calls.all
    .filter(({ path }) => path.startsWith('/enedis/'))
    .map(({ path, query }) => `${path.split('/')[3] ?? ''} ${query.start ?? ''} ${query.end ?? ''}`)

describe('reading a range', () => {
  it('asks only for the missing half of a month, in one request', async () => {
    await open()
    await hold('CONSUMPTION_DAILY', '2026-01-01', '2026-01-16')
    const { consumption } = await january()
    expect(requests()).toEqual(['daily 2026-01-16 2026-02-01'])
    expect(consumption.total.coverage).toEqual({ known: 31, expected: 31, missing: [] })
    expect(consumption.points).toHaveLength(31)
  })

  it('asks nothing when all is held', async () => {
    await open()
    await hold('CONSUMPTION_DAILY', '2026-01-01', '2026-02-01')
    await january()
    expect(requests()).toEqual([])
  })

  it('gives the same energy by curve and by day', async () => {
    await open()
    const query = `{ loadCurve(pdl: "${PDL}", from: "2025-10-26", to: "2025-10-27") { days { start stepMinutes watts energyWh } } }`
    const { loadCurve } = await house.ask<{
      loadCurve: { days: { start: string; watts: number[]; energyWh: number }[] }
    }>(query)
    expect(loadCurve.days[0]?.watts).toHaveLength(50)
    expect(loadCurve.days[0]?.start).toBe('2025-10-26T00:00:00+02:00')
    const [stored] = await house.sql<{ wh: number }>(
      `select sum(power_w * interval_minutes) / 60.0::float8 as wh from consumption_load_curve
       where start_at >= '2025-10-25T22:00Z' and start_at < '2025-10-26T23:00Z'`,
    )
    expect(loadCurve.days[0]?.energyWh).toBe(stored?.wh)
  })

  it('shares one flight among readers who come together', async () => {
    await open({ simulator: { households: [consumer], enedisLatencyMs: 50 } })
    const answers = await Promise.all(Array.from({ length: 8 }, january))
    expect(requests()).toEqual(['daily 2026-01-01 2026-02-01'])
    expect(new Set(answers.map(({ consumption }) => consumption.total.energyWh)).size).toBe(1)
  })
})

describe('reading what cannot be had now', () => {
  it('gives what is held and says why the rest is not, while the gateway is down', async () => {
    await open({ env: { GATEWAY_ATTEMPTS: '1' } })
    await hold('CONSUMPTION_DAILY', '2026-01-01', '2026-01-16')
    house.simulator.faults.add({ kind: 'http', status: 503 })
    const { consumption } = await january()
    expect(consumption.total.energyWh).toBeGreaterThan(0)
    expect(consumption.total.coverage).toMatchObject({ known: 15, expected: 31 })
    expect(consumption.total.coverage.missing).toMatchObject([
      { from: '2026-01-16', to: '2026-02-01', reason: 'GATEWAY_FAILED' },
    ])
    expect(consumption.points[20]?.energyWh).toBeNull()
  })

  it('does not wait beyond its time budget; the answer comes later and is announced', async () => {
    await open({
      env: { READ_BUDGET: 'PT0.1S' },
      simulator: { households: [consumer], enedisLatencyMs: 600 },
    })
    const early = await january()
    expect(early.consumption.total.coverage.known).toBe(0)
    await expect.poll(async () => (await january()).consumption.total.coverage.known).toBe(31)
    expect(house.simulator.calls.to(DAILY)).toHaveLength(1)
  })

  it('never asks an absent day again before its time', async () => {
    await open({ simulator: { households: [{ ...consumer, missingDays: [toDay('2026-01-10')] }] } })
    const { consumption } = await january()
    expect(consumption.total.coverage.missing).toEqual([
      { from: '2026-01-10', to: '2026-01-11', reason: 'NO_DATA', nextTryAt: '2026-03-13T08:00:00+01:00' },
    ])
    house.simulator.calls.reset()
    await january()
    expect(requests()).toEqual([])
    house.setClock('2026-03-13T08:00:00+01:00')
    await january()
    expect(requests()).toEqual(['daily 2026-01-10 2026-01-11'])
  })
})

describe('yesterday', () => {
  const yesterday = () =>
    house.ask<{
      consumption: {
        total: { from: string; energyWh: number | null; flags: string[]; coverage: { missing: Missing[] } }
      }
    }>(
      `{ consumption(pdl: "${PDL}", period: YESTERDAY) { total { from energyWh flags coverage { missing { from to reason nextTryAt } } } } }`,
    )

  it('is expected at 08:00 before it is published, and costs no call', async () => {
    await open({ now: '2026-03-10T06:30:00+01:00' })
    const { consumption } = await yesterday()
    expect(consumption.total).toMatchObject({ from: '2026-03-09', energyWh: null })
    expect(consumption.total.coverage.missing).toMatchObject([
      { reason: 'NOT_PUBLISHED', nextTryAt: '2026-03-10T08:00:00+01:00' },
    ])
    expect(house.simulator.calls.to(DAILY)).toEqual([])
  })

  it('is the sum of its curve until its daily value comes, which then wins', async () => {
    await open()
    const { consumption } = await yesterday()
    expect(consumption.total.flags).toEqual(['DERIVED'])
    expect(house.simulator.calls.to(CURVE)).toHaveLength(1)
    house.setClock('2026-03-11T09:00:00+01:00')
    const next = await house.ask<Consumption>(
      `{ consumption(pdl: "${PDL}", from: "2026-03-09", to: "2026-03-10") { total { energyWh } } }`,
    )
    const rows = await house.sql<{ value: number; quality: string }>(
      `select value_wh as value, quality from consumption_daily where date = '2026-03-09'`,
    )
    expect(rows).toEqual([{ value: next.consumption.total.energyWh, quality: 'measured' }])
  })

  it('never leaves the day before in the way of the blacklist: a late yesterday is asked five times at most', async () => {
    await open({
      simulator: { households: [{ ...consumer, lateDays: 1 }] },
      scheduled: true,
      now: '2026-03-10T07:00:00+01:00',
    })
    house.simulator.calls.reset()
    await house.liveUntil('2026-03-10T23:00:00+01:00')
    const tries = house.simulator.calls.to(CURVE)
    expect(tries.length).toBeLessThanOrEqual(5)
    expect(tries.map(({ query }) => query.end)).toEqual(tries.map(() => '2026-03-09'))
    await house.liveUntil('2026-03-11T09:00:00+01:00')
    const [held] = await house.sql<{ slots: number }>(
      `select count(*)::int as slots from consumption_load_curve where start_at >= '2026-03-08T23:00Z' and start_at < '2026-03-09T23:00Z'`,
    )
    expect(held?.slots).toBe(48)
  })
})

describe('figures', () => {
  it('compare two years on the days known in both, and land at the end of the month', async () => {
    await open({ simulator: { households: [{ ...consumer, missingDays: [toDay('2025-03-04')] }] } })
    const { consumption } = await house.ask<{
      consumption: {
        comparison: {
          commonDays: number
          energyChangeRatio: number | null
          series: { total: { from: string; to: string } }
        }
        projection: { energyWh: number; lowWh: number; highWh: number }
        total: { energyWh: number }
      }
    }>(`{ consumption(pdl: "${PDL}", period: THIS_MONTH) {
      total { energyWh }
      comparison { commonDays energyChangeRatio series { total { from to } } }
      projection { energyWh lowWh highWh }
    } }`)
    expect(consumption.comparison).toMatchObject({
      commonDays: 8,
      energyChangeRatio: null,
      series: { total: { from: '2025-03-01', to: '2025-03-10' } },
    })
    expect(consumption.projection.lowWh).toBeGreaterThanOrEqual(consumption.total.energyWh)
    expect(consumption.projection.energyWh).toBeGreaterThan(consumption.total.energyWh)
    expect(consumption.projection.highWh).toBeGreaterThan(consumption.projection.energyWh)
  })

  it('of a curve agree with its slots', async () => {
    await open()
    const { loadCurve } = await house.ask<{
      loadCurve: {
        days: { watts: number[] }[]
        highestPowerW: number
        percentilesW: number[]
        profileW: (number | null)[]
        baseLoadW: number
        loadFactorRatio: number
        meanPowerW: number
      }
    }>(`{ loadCurve(pdl: "${PDL}", from: "2026-02-01", to: "2026-03-01") {
      days { watts } highestPowerW percentilesW(p: [50, 100]) profileW(by: WEEKDAY) baseLoadW loadFactorRatio meanPowerW
    } }`)
    const watts = loadCurve.days.flatMap((day) => day.watts).sort((a, b) => a - b)
    expect(watts).toHaveLength(28 * 48)
    expect(loadCurve.percentilesW).toEqual([watts[28 * 24 - 1], loadCurve.highestPowerW])
    expect(loadCurve.profileW).toHaveLength(7 * 24)
    expect(loadCurve.profileW).not.toContain(null)
    expect(loadCurve.loadFactorRatio).toBeCloseTo(loadCurve.meanPowerW / loadCurve.highestPowerW, 2)
    expect(loadCurve.baseLoadW).toBeLessThan(loadCurve.meanPowerW)
  })
})

describe('a wrong question', () => {
  it.each([
    [
      'from after to',
      `{ consumption(pdl: "${PDL}", from: "2026-02-01", to: "2026-01-01") { pdl } }`,
      'INVALID_INPUT',
    ],
    ['no range', `{ consumption(pdl: "${PDL}") { pdl } }`, 'INVALID_INPUT'],
    [
      'a range and a period',
      `{ consumption(pdl: "${PDL}", from: "2026-01-01", period: YESTERDAY) { pdl } }`,
      'INVALID_INPUT',
    ],
    [
      'an unknown meter',
      `{ maxPower(pdl: "00000000000000", period: YESTERDAY) { daysOver90 } }`,
      'NOT_FOUND',
    ],
    [
      'a date that does not exist',
      `{ consumption(from: "2026-02-30") { pdl } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['ten thousand days', `{ loadCurve(pdl: "${PDL}", from: "1990-01-01") { meanPowerW } }`, 'TOO_LARGE'],
  ])('is refused with its reason: %s', async (_, query, code) => {
    await open()
    await expect(house.ask(query)).rejects.toThrow(`"code":"${code}"`)
  })
})
