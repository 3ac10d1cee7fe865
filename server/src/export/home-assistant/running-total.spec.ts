import { describe, expect, it } from 'vitest'

import { toDay } from '../../core/index.js'
import { firstDisagreement, halfYearsOf, RunningTotal } from './running-total.js'

const MONTH = 100
const hours = [10, 20, 110, 210, 310].map((startAt) => ({ startAt, amount: 5 }))
const bucket = (index: number, sum: number) => ({
  startAt: index * MONTH,
  endAt: (index + 1) * MONTH,
  sum,
})

function where(buckets: ReturnType<typeof bucket>[], base = 0) {
  const total = new RunningTotal(
    base,
    buckets.flatMap(({ startAt, endAt }) => [startAt, endAt]),
  )
  total.add(hours)
  return firstDisagreement(buckets, { oldest: 0, base }, total)
}

describe('where Home Assistant stops being ours', () => {
  it('nowhere, when every month ends on our sum', () => {
    expect(where([bucket(0, 10), bucket(1, 15), bucket(2, 20), bucket(3, 25)])).toBeNull()
    expect(where([bucket(0, 110), bucket(1, 115), bucket(2, 120), bucket(3, 125)], 100)).toBeNull()
  })

  it('at the beginning, when it is empty', () => {
    expect(where([])).toBe(0)
  })

  it('in the first month whose sum differs', () => {
    expect(where([bucket(0, 10), bucket(1, 14), bucket(2, 20), bucket(3, 25)])).toBe(MONTH)
  })

  it('in a month that is not there', () => {
    expect(where([bucket(0, 10), bucket(2, 20), bucket(3, 25)])).toBe(MONTH)
  })

  it('after its last row, when newer hours came', () => {
    expect(where([bucket(0, 10), bucket(1, 15)])).toBe(2 * MONTH)
  })
})

it('cuts a range into calendar halves, each under 5,000 hours', () => {
  expect(halfYearsOf({ from: toDay('2025-03-10'), to: toDay('2026-02-01') })).toEqual([
    { from: '2025-03-10', to: '2025-07-01' },
    { from: '2025-07-01', to: '2026-01-01' },
    { from: '2026-01-01', to: '2026-02-01' },
  ])
})
