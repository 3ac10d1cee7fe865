import { expect, it } from 'vitest'

import { resolveOverlaps } from './overlaps.js'

const hour = 3_600_000
const at = (startAt: number, minutes: number, powerW = 100) => ({ startAt: startAt * hour, minutes, powerW })

it('replaces an hour by the two half-hours that cover it', () => {
  expect(resolveOverlaps([at(10, 60)], [at(10, 30), at(10.5, 30)])).toEqual({
    replaced: [10 * hour],
    accepted: [at(10, 30), at(10.5, 30)],
  })
})

it('keeps the hour when only half of it comes finer: no minute is lost', () => {
  expect(resolveOverlaps([at(10, 60)], [at(10.5, 30), at(11, 30)])).toEqual({
    replaced: [],
    accepted: [at(11, 30)],
  })
})

it('keeps the finer ones that are held whole', () => {
  expect(resolveOverlaps([at(10, 30), at(10.5, 30)], [at(10, 60)])).toEqual({ replaced: [], accepted: [] })
})

it('takes the hour when the finer ones held have a hole', () => {
  expect(resolveOverlaps([at(10.5, 30)], [at(10, 60)])).toEqual({
    replaced: [10.5 * hour],
    accepted: [at(10, 60)],
  })
})

it('leaves intervals of one length to replace each other', () => {
  expect(resolveOverlaps([at(10, 30)], [at(10, 30, 200)])).toEqual({
    replaced: [],
    accepted: [at(10, 30, 200)],
  })
})
