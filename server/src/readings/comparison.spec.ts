import { describe, expect, it } from 'vitest'

import type { Day } from '../core/index.js'
import { daysOf, toDay } from '../core/index.js'
import { changeBetween, counterpartOf, otherRange } from './comparison.js'
import { seriesState } from './coverage.js'

const range = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) })
const today = toDay('2026-11-24')

function meter(days: readonly Day[], energyWh: number) {
  return {
    pdl: '01226049119901',
    days: new Map(days.map((day) => [day, { day, energyWh, quality: 'measured' as const }])),
    state: seriesState({
      dataset: 'CONSUMPTION_DAILY',
      now: Date.parse('2026-11-24T08:00:00Z'),
      history: range('2023-11-25', '2026-11-23'),
      first: toDay('2023-11-25'),
      absences: new Map(),
      obstacle: null,
      closedAfter: null,
    }),
  }
}

describe('the other range', () => {
  it('has the same dates a year before, the same weekdays 364 days before, or just precedes', () => {
    const week = range('2026-03-02', '2026-03-09')
    expect(otherRange(week, 'LAST_YEAR')).toEqual(range('2025-03-02', '2025-03-09'))
    expect(otherRange(week, 'LAST_YEAR_WEEKDAYS')).toEqual(range('2025-03-03', '2025-03-10'))
    expect(otherRange(week, 'LAST_WEEK')).toEqual(range('2026-02-23', '2026-03-02'))
    expect(otherRange(week, 'PREVIOUS')).toEqual(range('2026-02-23', '2026-03-02'))
  })

  it('drops 29 February', () => {
    expect(counterpartOf(toDay('2028-02-29'), 'LAST_YEAR', range('2028-02-01', '2028-03-01'))).toBeNull()
  })
})

describe('the change', () => {
  const march = range('2026-03-01', '2026-04-01')
  const lastMarch = range('2025-03-01', '2025-04-01')
  const compare = (here: Day[], there: Day[]) =>
    changeBetween([meter(here, 90)], [meter(there, 100)], { range: march, kind: 'LAST_YEAR', today })

  it('is of the days known in both', () => {
    expect(compare(daysOf(march), daysOf(lastMarch))).toEqual({ commonDays: 31, energyChangeRatio: -0.1 })
    expect(compare(daysOf(march), daysOf(lastMarch).slice(2))).toEqual({
      commonDays: 29,
      energyChangeRatio: -0.1,
    })
  })

  it('is not said when under nine tenths are known: ten days of last year are no year', () => {
    expect(compare(daysOf(march), daysOf(lastMarch).slice(0, 10))).toEqual({
      commonDays: 10,
      energyChangeRatio: null,
    })
  })

  it('is not said against nothing', () => {
    const none = changeBetween([meter(daysOf(march), 5)], [meter(daysOf(lastMarch), 0)], {
      range: march,
      kind: 'LAST_YEAR',
      today,
    })
    expect(none.energyChangeRatio).toBeNull()
  })
})
