import { expect, it } from 'vitest'
import { dailyTime, readDuration, writeDuration } from './schedule'

it.each([
  ['PT30M', { count: 30, unit: 'M' }],
  ['PT6H', { count: 6, unit: 'H' }],
  ['PT90M', { count: 90, unit: 'M' }],
  ['PT120M', { count: 2, unit: 'H' }],
  ['P1DT12H', { count: 36, unit: 'H' }],
  ['PT86400S', { count: 1, unit: 'D' }],
] as const)('reads %s by its largest whole unit', (text, every) => {
  expect(readDuration(text)).toEqual(every)
})

it.each([null, '', 'PT0S', 'PT30S', 'P1M', 'six heures'])('finds no interval in %s', (text) => {
  expect(readDuration(text)).toBeNull()
})

it('writes what it reads', () => {
  expect(writeDuration({ count: 6, unit: 'H' })).toBe('PT6H')
  expect(writeDuration({ count: 2, unit: 'D' })).toBe('P2D')
})

it('recognises a daily hour, and nothing else', () => {
  expect(dailyTime('30 6 * * *')).toBe(390)
  expect(dailyTime(' 0 0 * * * ')).toBe(0)
  expect(dailyTime('30 6 * * 1')).toBeNull()
  expect(dailyTime('*/5 * * * *')).toBeNull()
  expect(dailyTime('75 6 * * *')).toBeNull()
  expect(dailyTime(null)).toBeNull()
})
