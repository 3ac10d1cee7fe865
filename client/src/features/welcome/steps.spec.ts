import { expect, it } from 'vitest'
import { stepsOf } from './steps'

const states = (...args: Parameters<typeof stepsOf>) => stepsOf(...args).map(({ state }) => state)

it('moves on as the first run does', () => {
  expect(states('credentials', 0, false)).toEqual(['current', 'pending', 'pending', 'pending'])
  expect(states('importing', 0, false)).toEqual(['done', 'current', 'pending', 'pending'])
  expect(states('importing', 1, false)).toEqual(['done', 'done', 'current', 'pending'])
  expect(states('importing', 1, true)).toEqual(['done', 'done', 'done', 'current'])
  expect(states('done', 1, true)).toEqual(['done', 'done', 'done', 'done'])
})
