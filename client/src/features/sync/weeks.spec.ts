import { expect, it } from 'vitest'
import type { DayState } from '../../graphql/generated/graphql'
import { currentWeek, weeksOf } from './weeks'

const days = (...runs: [DayState, number][]) =>
  runs.flatMap(([state, count]) => Array.from({ length: count }, () => ({ date: '2026-03-11', state })))

it('fills backwards, from the newest week', () => {
  const weeks = weeksOf(days(['OUTSIDE', 3], ['WANTED', 9], ['HELD', 12]))
  expect(weeks).toEqual(['to-come', 'partial', 'held'])
  expect(weeks.at(-1)).toBe('held')
  expect(currentWeek(weeks)).toBe(weeks.length - 2)
})

it('tells a week asked in vain from one to come', () => {
  expect(weeksOf(days(['ABSENT', 7], ['HELD', 7]))).toEqual(['none', 'held'])
  expect(currentWeek(['none', 'held'])).toBe(-1)
})
