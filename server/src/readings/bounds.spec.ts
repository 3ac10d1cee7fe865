import { describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../core/index.js'
import { historyOf, intersection, newestPublished } from './bounds.js'

const morning = parseInstant('2026-11-24T09:00:00+01:00')
const night = parseInstant('2026-11-24T00:30:00+01:00')

describe('the newest day that can be asked', () => {
  it('is yesterday from 08:00 on, the day before until then', () => {
    expect(newestPublished('CONSUMPTION_CURVE', morning)).toBe('2026-11-23')
    expect(newestPublished('CONSUMPTION_CURVE', night)).toBe('2026-11-22')
    expect(newestPublished('MAX_POWER', morning)).toBe('2026-11-23')
  })

  it('is two days ago for daily consumption, all day long', () => {
    expect([night, morning].map((now) => newestPublished('CONSUMPTION_DAILY', now))).toEqual([
      '2026-11-22',
      '2026-11-22',
    ])
  })
})

describe('the history', () => {
  it('is three years of days and two of curve, a day short', () => {
    expect(historyOf('CONSUMPTION_DAILY', morning, null)).toEqual({ from: '2023-11-25', to: '2026-11-23' })
    expect(historyOf('PRODUCTION_DAILY', morning, null)).toEqual({ from: '2023-11-25', to: '2026-11-24' })
    expect(historyOf('CONSUMPTION_CURVE', morning, null)).toEqual({ from: '2024-11-25', to: '2026-11-24' })
  })

  it('begins with the meter, and is empty before it measured anything', () => {
    expect(historyOf('CONSUMPTION_CURVE', morning, toDay('2026-07-01')).from).toBe('2026-07-01')
    expect(historyOf('CONSUMPTION_CURVE', morning, toDay('2026-11-24'))).toEqual({
      from: '2026-11-24',
      to: '2026-11-24',
    })
  })

  it('exists on 29 February', () => {
    const leap = parseInstant('2028-02-29T12:00:00+01:00')
    expect(historyOf('CONSUMPTION_DAILY', leap, null).from).toBe('2025-03-01')
  })
})

it('intersects to an empty range when two ranges do not meet', () => {
  const a = { from: toDay('2026-01-01'), to: toDay('2026-02-01') }
  expect(intersection(a, { from: toDay('2026-03-01'), to: toDay('2026-04-01') })).toEqual({
    from: '2026-03-01',
    to: '2026-03-01',
  })
})
