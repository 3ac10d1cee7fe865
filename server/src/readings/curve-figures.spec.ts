import { describe, expect, it } from 'vitest'

import { addDays, minutesOf, startOf, toDay, wallClockOf } from '../core/index.js'
import { baseLoad, baseLoadByWeek, loadFactor, percentile, profile, slotsOfRows } from './curve-figures.js'

/** A day of half-hours whose power is a function of the hour on the wall. */
function aDay(date: string, power: (hour: number) => number) {
  const day = toDay(date)
  const starts = Array.from({ length: minutesOf(day) / 30 }, (_, slot) => startOf(day) / 1000 + slot * 1800)
  return {
    day,
    starts,
    minutes: starts.map(() => 30),
    watts: starts.map((start) => power(wallClockOf(start * 1000).hour)),
  }
}
const days = (from: string, count: number, power: (hour: number) => number) =>
  Array.from({ length: count }, (_, index) => aDay(addDays(toDay(from), index), power))

describe('the mean day', () => {
  it('follows the wall clock on both change days', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2026-06-01']) {
      const hours = profile([aDay(date, (hour) => hour * 10)], 'ALL')
      expect(
        hours.map((watts, hour) => (date === '2026-03-29' && hour === 2 ? watts : (watts ?? -1) / 10)),
      ).toEqual(Array.from({ length: 24 }, (_, hour) => (date === '2026-03-29' && hour === 2 ? null : hour)))
    }
  })

  it('has a row per weekday from Monday, per month, per season from winter', () => {
    const monday = [aDay('2026-11-23', () => 700)]
    expect(profile(monday, 'WEEKDAY').slice(0, 25)).toEqual([...Array.from({ length: 24 }, () => 700), null])
    expect(profile(monday, 'MONTH').indexOf(700)).toBe(10 * 24)
    expect(profile(monday, 'SEASON').indexOf(700)).toBe(3 * 24)
    expect(profile([aDay('2026-12-01', () => 5)], 'SEASON').indexOf(5)).toBe(0)
  })
})

describe('the base load', () => {
  it('is what the night never goes below, over the last fourteen days', () => {
    const old = days('2026-10-01', 10, () => 50)
    const recent = days('2026-11-01', 14, (hour) => (hour >= 1 && hour < 5 ? 220 : 2000))
    expect(baseLoad([...old, ...recent])).toBe(220)
  })

  it('leaves out a water heater that runs at night', () => {
    expect(baseLoad(days('2026-11-01', 14, (hour) => (hour === 4 ? 180 : 2300)))).toBe(180)
  })

  it('is told week by week', () => {
    const weeks = [...days('2026-11-02', 7, () => 100), ...days('2026-11-16', 3, () => 300)]
    expect(baseLoadByWeek(weeks)).toEqual([100, null, 300])
    expect(baseLoadByWeek([])).toEqual([])
  })
})

it('takes the nearest rank as percentile', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1)
  expect([5, 50, 95, 99].map((p) => percentile(values, p))).toEqual([5, 50, 95, 99])
  expect(percentile([], 50)).toBeNull()
})

it('sets energy against the highest power', () => {
  expect(loadFactor(slotsOfRows([aDay('2026-06-01', (hour) => (hour < 12 ? 1000 : 0))]))).toBe(0.5)
  expect(loadFactor([])).toBeNull()
})
