import { describe, expect, it } from 'vitest'

import { Pause, backoffMs, parseRetryAfter } from './retry.js'

describe('back-off', () => {
  it('doubles, with all of it left to chance, up to 20 s', () => {
    expect([1, 2, 3, 6, 60].map((failures) => backoffMs(failures, 1))).toEqual([
      1000, 2000, 4000, 20_000, 20_000,
    ])
    expect(backoffMs(3, 0)).toBe(0)
    expect(backoffMs(3, 0.25)).toBe(1000)
  })
})

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 23, 14)
  it.each([
    ['120', now + 120_000],
    [' 0 ', now],
    ['Mon, 23 Nov 2026 14:01:00 GMT', now + 60_000],
    ['Mon, 23 Nov 2026 13:00:00 GMT', now],
    ['soon', undefined],
    ['-5', undefined],
    ['Mon, 99 Foo 2026', undefined],
    [undefined, undefined],
  ])('%s', (header, instant) => {
    expect(parseRetryAfter(header, now)).toBe(instant)
  })
})

it('a pause ends at once when the caller gives up', async () => {
  await expect(new Pause().wait(60_000, AbortSignal.abort())).rejects.toThrow()
})
