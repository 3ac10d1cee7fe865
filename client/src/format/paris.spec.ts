import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  daysBetween,
  firstOfMonth,
  parisDay,
  parisMidnight,
  parisMinutes,
  weekday,
} from './paris'

describe('days in Paris', () => {
  it('takes the day of Paris, not of the machine', () => {
    expect(parisDay('2026-03-11T23:30:00Z')).toBe('2026-03-12')
    expect(parisDay('2026-07-11T21:59:59Z')).toBe('2026-07-11')
    expect(parisDay(Date.parse('2026-07-11T22:00:00Z'))).toBe('2026-07-12')
  })

  it('reads the wall clock on both sides of the clock changes', () => {
    expect(parisMinutes('2026-03-29T00:30:00Z')).toBe(90)
    expect(parisMinutes('2026-03-29T01:00:00Z')).toBe(180)
    expect(parisMinutes('2026-10-25T00:30:00Z')).toBe(150)
    expect(parisMinutes('2026-10-25T01:30:00Z')).toBe(150)
    expect(parisMinutes('2026-03-11T23:00:30Z')).toBe(0)
  })

  it('begins a day at its own midnight, summer and winter', () => {
    expect(parisMidnight('2026-03-29')).toBe('2026-03-29T00:00:00+01:00')
    expect(parisMidnight('2026-03-30')).toBe('2026-03-30T00:00:00+02:00')
  })

  it('walks days and months', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(addMonths('2026-01-01', -36)).toBe('2023-01-01')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', -12)).toBe('2023-02-28')
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
    expect(firstOfMonth('2026-03-12')).toBe('2026-03-01')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2)
    expect(weekday('2026-03-12')).toBe(4)
    expect(weekday('2026-03-15')).toBe(7)
  })
})
