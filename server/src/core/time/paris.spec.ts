import { describe, expect, it } from 'vitest'

import {
  addDays,
  addYears,
  dayOf,
  daysBetween,
  daysOf,
  endOf,
  formatInstant,
  instantAt,
  isDay,
  minutesOf,
  nextUtcMidnight,
  parseInstant,
  rangesOf,
  startOf,
  toDay,
  wallClockOf,
} from './paris.js'

const march = toDay('2026-03-29')
const october = toDay('2026-10-25')

describe('Paris days', () => {
  it('last 23, 24 or 25 hours', () => {
    expect([march, toDay('2026-06-01'), october].map(minutesOf)).toEqual([1380, 1440, 1500])
  })

  it('open at local midnight, whatever the zone of the machine', () => {
    expect(new Date(startOf(march)).toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(new Date(endOf(march)).toISOString()).toBe('2026-03-29T22:00:00.000Z')
  })

  it('own the instants between their midnights', () => {
    expect(dayOf(startOf(october))).toBe('2026-10-25')
    expect(dayOf(startOf(october) - 1)).toBe('2026-10-24')
    expect(dayOf(parseInstant('2026-11-23T23:30:00Z'))).toBe('2026-11-24')
  })

  it('are counted and shifted as dates, across both changes', () => {
    expect(addDays(march, 1)).toBe('2026-03-30')
    expect(addDays(october, -1)).toBe('2026-10-24')
    expect(daysBetween(march, october)).toBe(210)
    expect(addYears(toDay('2028-02-29'), -3)).toBe('2025-02-28')
    expect(daysOf({ from: toDay('2026-02-27'), to: toDay('2026-03-02') })).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ])
  })

  it('gather into the fewest ranges, oldest first', () => {
    const days = ['2026-01-05', '2026-01-01', '2026-01-02', '2026-01-01', '2026-01-06'].map(toDay)
    expect(rangesOf(days)).toEqual([
      { from: '2026-01-01', to: '2026-01-03' },
      { from: '2026-01-05', to: '2026-01-07' },
    ])
  })

  it('are refused when they do not exist', () => {
    expect(() => toDay('2026-02-30')).toThrow(RangeError)
    expect(() => toDay('23/11/2026')).toThrow('YYYY-MM-DD')
    expect(isDay('2026-13-01')).toBe(false)
  })
})

describe('wall clock', () => {
  it('has two instants in the repeated hour of October', () => {
    const [summer, winter] = [
      instantAt(october, { hour: 2, minute: 30 }, 0),
      instantAt(october, { hour: 2, minute: 30 }, 1),
    ]
    expect(winter - summer).toBe(3_600_000)
    expect(formatInstant(summer)).toBe('2026-10-25T02:30:00+02:00')
    expect(formatInstant(winter)).toBe('2026-10-25T02:30:00+01:00')
  })

  it('reads the skipped hour of March with the offset before it', () => {
    expect(formatInstant(instantAt(march, { hour: 2, minute: 30 }))).toBe('2026-03-29T03:30:00+02:00')
  })

  it('shows what a clock in Paris shows', () => {
    expect(wallClockOf(parseInstant('2026-07-01T22:15:30Z'))).toEqual({
      day: '2026-07-02',
      hour: 0,
      minute: 15,
      second: 30,
    })
  })

  it('never guesses an offset', () => {
    expect(() => parseInstant('2026-07-01T22:15:30')).toThrow(RangeError)
  })
})

it('knows when the gateway counts anew', () => {
  expect(new Date(nextUtcMidnight(parseInstant('2026-07-02T01:59:00+02:00'))).toISOString()).toBe(
    '2026-07-02T00:00:00.000Z',
  )
})
