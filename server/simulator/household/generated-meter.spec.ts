import { describe, expect, it } from 'vitest'

import { addDays, daysOf, instantAt, minutesOf, startOf, toDay, wallClockOf } from '../../src/core/index.js'
import type { Day } from '../../src/core/index.js'
import { buildHousehold } from './build-household.js'
import { defaultHouseholds } from './default-households.js'
import type { Household } from './household.js'
import type { HouseholdPlan } from './plan.js'
import type { DayRecord, Recorder } from './recorder.js'
import { endLabels, wallMinutes } from './wall-time.js'

const today = toDay('2026-11-23')
const context = { seed: 7, now: instantAt(today, { hour: 15 }) }
const [base, offpeakAndSolar, tempo, producer] = defaultHouseholds(today) as [
  HouseholdPlan,
  HouseholdPlan,
  HouseholdPlan,
  HouseholdPlan,
]
const build = (plan: HouseholdPlan): Household => buildHousehold(plan, 0, context)
const recordOf = (recorder: Recorder | null, day: Day): DayRecord => recorder?.day(day) as DayRecord
const year = daysOf({ from: toDay('2025-11-01'), to: toDay('2026-11-01') })
const yearWh = (recorder: Recorder | null): number =>
  year.reduce((sum, day) => sum + (recordOf(recorder, day).energyWh ?? 0), 0)
const curveWh = ({ powersW, minutes }: DayRecord): number =>
  powersW.reduce<number>((sum, powerW) => sum + ((powerW ?? 0) * minutes) / 60, 0)

describe('an invented meter', () => {
  it('says the same of a day whatever was asked before', () => {
    const [first, second] = [build(base), build(base)]
    for (const day of year.slice(0, 40)) second.meter.consumption?.day(day)
    const day = year[12] as Day
    expect(first.meter.consumption?.day(day)).toEqual(second.meter.consumption?.day(day))
  })

  it('uses about what its profile says in a year', () => {
    expect(yearWh(build(base).meter.consumption) / 4_200_000).toBeCloseTo(1, 0)
    expect(yearWh(build(tempo).meter.consumption) / 12_500_000).toBeCloseTo(1, 0)
  })

  it('counts days near the sum of their curve, never on it', () => {
    const { consumption } = build(base).meter
    for (const day of year) {
      const record = recordOf(consumption, day)
      expect(record.energyWh).not.toBe(Math.round(curveWh(record)))
      expect((record.energyWh ?? 0) / curveWh(record)).toBeCloseTo(1, 1)
    }
  })

  it('peaks inside the day, at no less than its highest mean', () => {
    const { consumption } = build(base).meter
    for (const day of year) {
      const { peak, powersW, minutes } = recordOf(consumption, day)
      const slotW = powersW[Math.floor((peak?.elapsedSeconds ?? 0) / 60 / minutes)] ?? 0
      expect(peak?.powerVa).toBeGreaterThanOrEqual(Math.max(...powersW.map((powerW) => powerW ?? 0), slotW))
    }
  })

  it('heats in winter, gives little while away', () => {
    const { consumption } = build(base).meter
    const meanWh = (from: string, to: string): number => {
      const days = daysOf({ from: toDay(from), to: toDay(to) })
      return days.reduce((sum, day) => sum + (recordOf(consumption, day).energyWh ?? 0), 0) / days.length
    }
    expect(meanWh('2026-01-01', '2026-02-01')).toBeGreaterThan(2 * meanWh('2026-06-01', '2026-07-01'))
    expect(meanWh('2026-08-05', '2026-08-12')).toBeLessThan(0.6 * meanWh('2026-06-01', '2026-07-01'))
  })

  it('gives by day what its panels make, nothing at night, more in summer', () => {
    const { production } = build(offpeakAndSolar).meter
    const june = recordOf(production, toDay('2026-06-20'))
    expect(june.powersW.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    const [summer, winter] = ['2026-06', '2026-12'].map((month) =>
      daysOf({ from: toDay(`${month}-01`), to: toDay(`${month}-28`) }).reduce(
        (sum, day) => sum + (recordOf(production, day).energyWh ?? 0),
        0,
      ),
    )
    expect(summer).toBeGreaterThan(2 * (winter ?? 0))
  })

  it('records by the hour before it records by the half-hour', () => {
    const { consumption } = build(offpeakAndSolar).meter
    const changed = addDays(today, -400)
    expect(recordOf(consumption, addDays(changed, -1))).toMatchObject({ minutes: 60 })
    expect(recordOf(consumption, changed).powersW).toHaveLength(48)
  })

  it('has no consumption when it only produces', () => {
    expect(build(producer).meter.consumption).toBeNull()
  })
})

describe('wall time', () => {
  it.each(['2026-03-29', '2026-06-01', '2026-10-25'])('of %s is what a clock in Paris shows', (text) => {
    const day = toDay(text)
    for (let elapsed = 0; elapsed < minutesOf(day); elapsed += 5) {
      const { hour, minute } = wallClockOf(startOf(day) + elapsed * 60_000)
      expect(wallMinutes(minutesOf(day), elapsed)).toBe(hour * 60 + minute)
    }
  })

  it.each([
    ['2026-03-29', 46, 23],
    ['2026-10-25', 50, 25],
  ])('labels of %s: %i half-hours, %i hours', (text, halfHours, hours) => {
    expect([endLabels(toDay(text), 30).length, endLabels(toDay(text), 60).length]).toEqual([halfHours, hours])
  })
})
