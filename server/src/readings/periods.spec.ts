import { expect, it } from 'vitest'

import { toDay } from '../core/index.js'
import { rangeOfPeriod } from './periods.js'

const anchors = {
  today: toDay('2026-11-24'),
  extent: { first: toDay('2023-11-25'), last: toDay('2026-11-22') },
  activation: toDay('2020-12-10'),
}

it.each([
  ['YESTERDAY', '2026-11-23', '2026-11-24'],
  ['LAST_7_DAYS', '2026-11-17', '2026-11-24'],
  ['THIS_WEEK', '2026-11-23', '2026-11-24'],
  ['LAST_WEEK', '2026-11-16', '2026-11-23'],
  ['THIS_MONTH', '2026-11-01', '2026-11-24'],
  ['LAST_MONTH', '2026-10-01', '2026-11-01'],
  ['THIS_YEAR', '2026-01-01', '2026-11-24'],
  ['LAST_YEAR', '2025-01-01', '2026-01-01'],
  ['ROLLING_YEAR', '2025-11-24', '2026-11-24'],
  ['TEMPO_SEASON', '2026-09-01', '2026-11-24'],
  ['HEATING_SEASON', '2026-10-01', '2026-11-24'],
  ['CONTRACT_YEAR', '2025-12-10', '2026-11-24'],
  ['ALL', '2023-11-25', '2026-11-24'],
  ['LAST_KNOWN_DAY', '2026-11-22', '2026-11-23'],
] as const)('%s is [%s, %s) on 24 November', (period, from, to) => {
  expect(rangeOfPeriod(period, anchors)).toEqual({ from, to })
})

it('opens a month on the first, and a week on Monday', () => {
  expect(rangeOfPeriod('THIS_MONTH', { ...anchors, today: toDay('2026-12-01') })).toEqual({
    from: '2026-12-01',
    to: '2026-12-01',
  })
  expect(rangeOfPeriod('THIS_WEEK', { ...anchors, today: toDay('2026-11-29') }).from).toBe('2026-11-23')
})

it('ends the heating season with April', () => {
  expect(rangeOfPeriod('HEATING_SEASON', { ...anchors, today: toDay('2026-07-01') })).toEqual({
    from: '2025-10-01',
    to: '2026-05-01',
  })
})
