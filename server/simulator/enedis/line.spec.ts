import { expect, it } from 'vitest'

import { EnedisLine } from './line.js'

async function millisecondsOf(line: EnedisLine, calls: number): Promise<number> {
  const before = performance.now()
  await Promise.all(Array.from({ length: calls }, () => line.travel()))
  return performance.now() - before
}

it('lets five calls a second through, for all callers together', async () => {
  expect(await millisecondsOf(new EnedisLine(0, true), 3)).toBeGreaterThan(390)
})

it('takes its time on each call, and none by default', async () => {
  expect(await millisecondsOf(new EnedisLine(50, false), 3)).toBeGreaterThan(45)
  const arrived = new EnedisLine(0, false).travel().then(() => true)
  expect(await Promise.race([arrived, new Promise((resolve) => setImmediate(resolve, false))])).toBe(true)
})
