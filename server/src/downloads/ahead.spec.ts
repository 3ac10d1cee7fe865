import { expect, it } from 'vitest'

import { ahead } from './ahead.js'

it('reads the next piece while one is used, and gives them in order', async () => {
  const begun: number[] = []
  const pieces = ahead([1, 2, 3], (piece) => {
    begun.push(piece)
    return Promise.resolve(piece * 10)
  })
  expect(begun).toEqual([])
  expect(await pieces.next()).toEqual({ done: false, value: 10 })
  expect(begun).toEqual([1, 2])
  expect(await pieces.next()).toEqual({ done: false, value: 20 })
  expect(await pieces.next()).toEqual({ done: false, value: 30 })
  expect(await pieces.next()).toEqual({ done: true, value: undefined })
})

it('throws what a piece throws, when its turn comes', async () => {
  const pieces = ahead([1, 2], (piece) =>
    piece === 2 ? Promise.reject(new Error('gone')) : Promise.resolve(piece),
  )
  expect((await pieces.next()).value).toBe(1)
  await expect(pieces.next()).rejects.toThrow('gone')
})
