import { expect, it } from 'vitest'
import { stairsOf } from './staircase'

it('changes colour at six, rate at six and twenty-two', () => {
  const stairs = stairsOf('WHITE', 'BLUE', { color: 'RED', published: false })
  expect(stairs.map(({ from, to, color, rate }) => [from / 60, to / 60, color, rate])).toEqual([
    [0, 6, 'WHITE', 'hc'],
    [6, 22, 'BLUE', 'hp'],
    [22, 30, 'BLUE', 'hc'],
    [30, 46, 'RED', 'hp'],
    [46, 48, 'RED', 'hc'],
  ])
})

it('marks what is only expected, and what is unknown', () => {
  const stairs = stairsOf(null, 'BLUE', { color: 'RED', published: false })
  expect(stairs.map(({ expected }) => expected)).toEqual([true, false, false, true, true])
  expect(stairsOf('BLUE', 'BLUE', { color: 'RED', published: true }).some(({ expected }) => expected)).toBe(
    false,
  )
})
