import { expect, it } from 'vitest'

import { startOf, toDay } from '../core/index.js'
import { halfHoursOf, homeDay, together } from './home-balance.js'

const october = toDay('2026-10-25')
const row = (minutes: number, watts: readonly number[], first = 0) => ({
  day: october,
  starts: watts.map((_, index) => startOf(october) / 1000 + (first + index) * minutes * 60),
  minutes: watts.map(() => minutes),
  watts,
})

it('adds shorter intervals up, spreads longer ones, and leaves out what is not whole', () => {
  expect(halfHoursOf(row(10, [600, 600, 600, 900])).slice(0, 2)).toEqual([300, null])
  expect(halfHoursOf(row(60, [600])).slice(0, 3)).toEqual([300, 300, null])
  expect(halfHoursOf(row(30, [600]))).toHaveLength(50)
})

it('knows a home of two meters where both are known', () => {
  expect(
    together([
      [1, 2, null],
      [10, null, 30],
    ]),
  ).toEqual([11, null, null])
})

it('takes what was made and not injected as used at home, never below nothing', () => {
  const day = homeDay(
    { drawn: [100, 100, 100, null], injected: [0, 300, 50, 10], produced: [200, 290, 50, 40] },
    (_, wh) => wh * 200,
  )
  expect(day).toEqual({
    drawnWh: 300,
    injectedWh: 350,
    producedWh: 540,
    selfConsumedWh: 200,
    knownSlots: 3,
    saved: 40_000,
  })
})

it('does not tell what was saved while a price is not known', () => {
  const day = homeDay({ drawn: [1, 1], injected: [0, 0], produced: [5, 0] }, () => null)
  expect(day).toMatchObject({ selfConsumedWh: 5, saved: null })
})
