import { describe, expect, it } from 'vitest'

import { addDays, daysOf, minutesOf, startOf, toDay } from '../core/index.js'
import { CostSum } from './cost-sum.js'
import { advisedPower } from './advice.js'
import type { Priced } from './ranking.js'
import { breakEven, byTotal, monthsWon, totalAt } from './ranking.js'
import { regulatedOffers } from './regulated-tariffs.js'
import { withLoads } from './what-if.js'

const priced = (changes: Partial<Priced>): Priced => ({
  sum: new CostSum(),
  total: 100,
  energy: 80,
  months: [],
  isComplete: true,
  ...changes,
})

describe('ranking', () => {
  it('puts what is not fully priced last, whatever its floor', () => {
    const floor = priced({ total: 1, isComplete: false })
    expect(
      [floor, priced({ total: 90 }), priced({ total: 70 })].sort(byTotal).map(({ total }) => total),
    ).toEqual([70, 90, 1])
  })

  it('counts the months won, and what a tenth of energy changes', () => {
    expect(monthsWon(priced({ months: [10, null, 30] }), priced({ months: [11, 20, 30] }))).toBe(1)
    expect([totalAt(priced({}), 0.9), totalAt(priced({}), 1.1)]).toEqual([92, 108])
    expect(totalAt(priced({ isComplete: false }), 1.1)).toBeNull()
  })

  it('finds the off-peak share that makes both options equal', () => {
    const offers = regulatedOffers()
    const day = toDay('2026-03-01')
    const h = breakEven(offers, { kva: 6, day, yearlyWh: 6_000_000 }) ?? 0
    const version = (type: string) =>
      offers.find((one) => one.type === type && one.subscribedPowerKva === 6)?.versions.at(-1)
    const [base, split] = [version('BASE')!, version('HC_HP')!]
    const baseCost = 12 * (base.subscriptionPerMonth ?? 0) + 6000 * base.prices.BASE!
    const splitCost =
      12 * (split.subscriptionPerMonth ?? 0) + 6000 * (h * split.prices.HC! + (1 - h) * split.prices.HP!)
    expect(splitCost).toBeCloseTo(baseCost, 0)
    expect(h).toBeGreaterThan(0.1)
    expect(breakEven(offers, { kva: 7, day, yearlyWh: 1 })).toBeNull()
  })
})

describe('what if', () => {
  const day = toDay('2026-06-10')
  const flat = {
    day,
    starts: Array.from({ length: minutesOf(day) / 30 }, (_, slot) => startOf(day) / 1000 + slot * 1800),
    minutes: Array.from({ length: 48 }, () => 30),
    watts: Array.from({ length: 48 }, () => 500),
    totalWh: 12_000,
  }
  const window = {
    startMinute: 1320,
    endMinute: 360,
    weekdays: [],
    season: 'ALL',
    from: null,
    to: null,
  } as const

  it('adds a car every night, across midnight', () => {
    const [charged] = withLoads([flat], [{ window, energyWhPerDay: 8000 }])
    expect(charged?.totalWh).toBeCloseTo(20_000, 6)
    expect([0, 12, 44].map((slot) => Math.round(charged?.watts[slot] ?? 0))).toEqual([1500, 500, 1500])
  })

  it('takes away no more than there is', () => {
    const [less] = withLoads([flat], [{ window, energyWhPerDay: -80_000 }])
    expect([less?.watts[0], less?.totalWh]).toEqual([0, 8000])
  })
})

describe('the subscribed power', () => {
  const peaks = (powerVa: number, count: number, more: readonly number[] = []) =>
    daysOf({ from: toDay('2025-01-01'), to: addDays(toDay('2025-01-01'), count) }).map((date, index) => ({
      date,
      powerVa: more[index] ?? powerVa,
    }))

  it('is the smallest that would do, with one day a year above it at most', () => {
    expect(advisedPower(peaks(4000, 365))).toBe(6)
    expect(advisedPower(peaks(4000, 365, [6100]))).toBe(6)
    expect(advisedPower(peaks(4000, 365, [6100, 6100]))).toBe(9)
    expect(advisedPower(peaks(5900, 365))).toBe(9)
  })

  it('is not advised under twelve months', () => {
    expect(advisedPower(peaks(1000, 300))).toBeNull()
  })
})
