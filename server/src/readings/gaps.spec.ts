import { expect, it } from 'vitest'

import { toDay } from '../core/index.js'
import type { Day } from '../core/index.js'
import { gapsOf } from './gaps.js'

const day = toDay
const january = { from: day('2026-01-01'), to: day('2026-02-01') }
const now = Date.parse('2026-03-01T12:00:00Z')
const held = (...days: string[]) => {
  const set = new Set(days)
  return (one: Day) => set.has(one)
}
const nothingAbsent = new Map()

it('is what is wanted and not held', () => {
  const firstHalf = (one: Day) => one < '2026-01-16'
  expect(gapsOf(january, firstHalf, nothingAbsent, { now })).toEqual([
    { from: '2026-01-16', to: '2026-02-01', retry: false, attempts: 0 },
  ])
})

it('leaves absences alone until they are due, and for ever when they never are', () => {
  const absences = new Map([
    [day('2026-01-10'), { attempts: 2, nextTryAt: now + 1 }],
    [day('2026-01-11'), { attempts: 4, nextTryAt: null }],
    [day('2026-01-12'), { attempts: 1, nextTryAt: now }],
  ])
  const range = { from: day('2026-01-10'), to: day('2026-01-13') }
  expect(gapsOf(range, held(), absences, { now })).toEqual([
    { from: '2026-01-12', to: '2026-01-13', retry: true, attempts: 1 },
  ])
  expect(gapsOf(range, held(), absences, { now, force: true })).toEqual([
    { from: '2026-01-10', to: '2026-01-13', retry: true, attempts: 4 },
  ])
})

it('never joins days asked before with days never asked', () => {
  const absences = new Map([[day('2026-01-02'), { attempts: 1, nextTryAt: now }]])
  const range = { from: day('2026-01-01'), to: day('2026-01-04') }
  expect(gapsOf(range, held(), absences, { now })).toEqual([
    { from: '2026-01-01', to: '2026-01-02', retry: false, attempts: 0 },
    { from: '2026-01-02', to: '2026-01-03', retry: true, attempts: 1 },
    { from: '2026-01-03', to: '2026-01-04', retry: false, attempts: 0 },
  ])
})

it('is nothing when everything is held', () => {
  expect(gapsOf(january, () => true, nothingAbsent, { now })).toEqual([])
})
