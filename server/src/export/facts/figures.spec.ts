import { describe, expect, it } from 'vitest'

import type { Day } from '../../core/index.js'
import { daysOf, toDay } from '../../core/index.js'
import { evolutionOf, periodFigures, weekNumberOf } from './figures.js'

const TODAY = toDay('2026-03-18')
const known = (from: string, to: string, energyWh: number): [Day, number][] =>
  daysOf({ from: toDay(from), to: toDay(to) }).map((day) => [day, energyWh])

describe('periods of a calendar', () => {
  it('adds the known days, today left out, next to the same ones a year before', () => {
    const days = new Map([
      ...known('2025-01-01', '2026-01-01', 1000),
      ...known('2026-01-01', '2026-03-18', 1100),
    ])
    const { week, last_week, month, year, last_year } = periodFigures(days, TODAY)
    expect(week).toEqual({ energyWh: 2200, lastYearWh: 2000, evolutionPercent: 10, missingDays: 0 })
    expect(last_week).toMatchObject({ energyWh: 7700, lastYearWh: 7000 })
    expect(month).toMatchObject({ energyWh: 17 * 1100, lastYearWh: 17 * 1000 })
    expect(year).toMatchObject({ energyWh: 76 * 1100, lastYearWh: 76 * 1000, evolutionPercent: 10 })
    expect(last_year).toEqual({ energyWh: 365_000, lastYearWh: null, evolutionPercent: null, missingDays: 0 })
  })

  it('never takes the unknown for nothing', () => {
    const { week, month } = periodFigures(new Map(), TODAY)
    expect(week).toEqual({ energyWh: null, lastYearWh: null, evolutionPercent: null, missingDays: null })
    expect(month.energyWh).toBeNull()
  })

  it('says how many days are missing before the newest known one, and waits for those after it', () => {
    const days = new Map(known('2026-03-01', '2026-03-17', 500))
    days.delete(toDay('2026-03-04'))
    expect(periodFigures(days, TODAY).month).toMatchObject({ energyWh: 7500, missingDays: 1 })
  })

  it('compares nothing when less than nine days in ten are known in both', () => {
    const days = new Map([
      ...known('2026-03-01', '2026-03-18', 500),
      ...known('2025-03-01', '2025-03-15', 400),
    ])
    const { month } = periodFigures(days, TODAY)
    expect(month).toMatchObject({ lastYearWh: 14 * 400, evolutionPercent: null })
  })

  it('leaves 29 February out of the comparison', () => {
    const days = new Map([
      ...known('2024-02-01', '2024-03-01', 100),
      ...known('2023-02-01', '2023-03-01', 100),
    ])
    const { last_month } = periodFigures(days, toDay('2024-03-10'))
    expect(last_month).toMatchObject({ energyWh: 2900, lastYearWh: 2800, evolutionPercent: 0 })
  })
})

it('knows no evolution from nothing', () => {
  expect(evolutionOf(100, 0)).toBeNull()
  expect(evolutionOf(null, 100)).toBeNull()
  expect(evolutionOf(50, 100)).toBe(-50)
})

it('numbers weeks as ISO 8601 does', () => {
  expect(weekNumberOf(toDay('2026-01-01'))).toBe(1)
  expect(weekNumberOf(toDay('2027-01-01'))).toBe(53)
  expect(weekNumberOf(toDay('2026-11-24'))).toBe(48)
})
