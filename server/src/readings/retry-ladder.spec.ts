import { describe, expect, it } from 'vitest'

import { formatInstant, parseInstant, toDay } from '../core/index.js'
import { nextTry } from './retry-ladder.js'

const yesterday = toDay('2026-11-23')

/** Every try of a day that never comes, from a first one. */
function climb(day: typeof yesterday, first: string, alone = false): string[] {
  const firstAskedAt = parseInstant(first)
  const tries = [first]
  for (let now: number | null = firstAskedAt, attempts = 1; now !== null; attempts++) {
    now = nextTry({ day, attempts, firstAskedAt, now, alone })
    if (now !== null) tries.push(formatInstant(now))
    if (attempts > 50) throw new Error('the ladder has no end')
  }
  return tries
}

describe('a day just gone by', () => {
  const tries = climb(yesterday, '2026-11-24T08:00:00+01:00')

  it('is asked every half-hour or hour of the morning, then after hours', () => {
    expect(tries.slice(0, 5)).toEqual([
      '2026-11-24T08:00:00+01:00',
      '2026-11-24T08:30:00+01:00',
      '2026-11-24T09:30:00+01:00',
      '2026-11-24T10:30:00+01:00',
      '2026-11-24T14:30:00+01:00',
    ])
  })

  it('is asked five times a day at most', () => {
    const perDay = Map.groupBy(tries, (at) => at.slice(0, 10))
    expect(Math.max(...[...perDay.values()].map(({ length }) => length))).toBe(5)
  })

  it('then on the third, seventh and thirtieth day, then never', () => {
    expect(tries.slice(-3)).toEqual([
      '2026-11-26T08:00:00+01:00',
      '2026-11-30T08:00:00+01:00',
      '2026-12-23T08:00:00+01:00',
    ])
  })

  it('waits for the morning when asked in the night', () => {
    expect(climb(yesterday, '2026-11-24T00:05:00+01:00')[1]).toBe('2026-11-24T08:00:00+01:00')
  })

  it('is asked once a morning when no day nearby is held', () => {
    expect(climb(yesterday, '2026-11-24T08:00:00+01:00', true).slice(0, 3)).toEqual([
      '2026-11-24T08:00:00+01:00',
      '2026-11-25T08:00:00+01:00',
      '2026-11-26T08:00:00+01:00',
    ])
  })
})

it('asks an old day again three, seven and thirty days after the first try', () => {
  expect(climb(toDay('2025-06-10'), '2026-11-24T21:03:00+01:00')).toEqual([
    '2026-11-24T21:03:00+01:00',
    '2026-11-27T08:00:00+01:00',
    '2026-12-01T08:00:00+01:00',
    '2026-12-24T08:00:00+01:00',
  ])
})
