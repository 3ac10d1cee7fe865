import { describe, expect, it } from 'vitest'

import { addDays, daysOf, formatInstant, parseInstant, toDay } from '../core/index.js'
import type { Day, TempoColor } from '../core/index.js'
import {
  countColors,
  isHoliday,
  isOffPeak,
  mayBe,
  nextChange,
  quotaOf,
  seasonFrom,
  seasonOf,
  startOfTempoDay,
  tempoDayOf,
} from './tempo-day.js'

const local = (text: string) => parseInstant(text)

describe('a Tempo day', () => {
  it('runs from 06:00 to 06:00 on the wall', () => {
    expect(tempoDayOf(local('2026-01-15T05:59:00+01:00'))).toBe('2026-01-14')
    expect(tempoDayOf(local('2026-01-15T06:00:00+01:00'))).toBe('2026-01-15')
  })

  it('keeps to the wall clock on both change days', () => {
    expect(tempoDayOf(local('2026-03-29T05:30:00+02:00'))).toBe('2026-03-28')
    expect(tempoDayOf(local('2026-10-25T05:30:00+01:00'))).toBe('2026-10-24')
    const lengths = ['2026-03-28', '2026-10-24'].map(
      (day) => startOfTempoDay(addDays(toDay(day), 1)) - startOfTempoDay(toDay(day)),
    )
    expect(lengths.map((ms) => ms / 3_600_000)).toEqual([23, 25])
  })

  it('is off-peak from 22:00 to 06:00', () => {
    const hours = ['05:59', '06:00', '21:59', '22:00'].map((time) =>
      isOffPeak(local(`2026-01-15T${time}:00+01:00`)),
    )
    expect(hours).toEqual([true, false, false, true])
  })

  it('changes next at 06:00 or 22:00', () => {
    const next = ['03:00', '12:00', '23:00'].map((time) =>
      formatInstant(nextChange(local(`2026-01-15T${time}:00+01:00`))),
    )
    expect(next).toEqual([
      '2026-01-15T06:00:00+01:00',
      '2026-01-15T22:00:00+01:00',
      '2026-01-16T06:00:00+01:00',
    ])
  })
})

describe('a season', () => {
  it('opens on 1 September', () => {
    expect(seasonOf(toDay('2026-08-31')).from).toBe('2025-09-01')
    expect(seasonOf(toDay('2026-09-01'))).toEqual({ from: '2026-09-01', to: '2027-09-01' })
  })

  it('has one blue day more when it holds a 29 February', () => {
    expect(quotaOf(seasonFrom(2026))).toEqual({ BLUE: 300, WHITE: 43, RED: 22 })
    expect(quotaOf(seasonFrom(2027)).BLUE).toBe(301)
  })

  it('counts what is published, tomorrow included, and the days that may still take a colour', () => {
    const season = seasonFrom(2026)
    const today = toDay('2027-03-25')
    const published = new Map<Day, TempoColor>(
      daysOf({ from: season.from, to: addDays(today, 2) }).map((day) => [
        day,
        day === '2027-01-04' ? 'RED' : 'BLUE',
      ]),
    )
    const [blue, white, red] = countColors(season, published, today)
    expect(red).toEqual({ color: 'RED', quota: 22, used: 1, left: 21, eligible: 2 })
    expect(blue).toMatchObject({ used: 206, left: 94 })
    expect(white?.left).toBe(43)
  })
})

describe('what the rules allow', () => {
  it('red from November to March, Monday to Friday, not on holidays', () => {
    const days = ['2026-10-30', '2026-11-02', '2026-11-11', '2026-11-28', '2027-03-31', '2027-04-01'].map(
      toDay,
    )
    expect(days.map((day) => mayBe('RED', day))).toEqual([false, true, false, false, true, false])
  })

  it('white on any day but Sunday', () => {
    expect(mayBe('WHITE', toDay('2026-11-28'))).toBe(true)
    expect(mayBe('WHITE', toDay('2026-11-29'))).toBe(false)
  })

  it('knows the moving holidays', () => {
    const days = ['2024-04-01', '2024-05-09', '2024-05-20', '2025-04-21', '2026-05-14', '2026-05-15'].map(
      toDay,
    )
    expect(days.map(isHoliday)).toEqual([true, true, true, true, true, false])
  })
})
