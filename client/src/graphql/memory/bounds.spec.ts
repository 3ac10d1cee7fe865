import { describe, expect, it } from 'vitest'
import { forgotten } from './bounds'

const entries = [
  { key: 'old', at: 1, bytes: 10 },
  { key: 'new', at: 3, bytes: 40 },
  { key: 'middle', at: 2, bytes: 30 },
]

describe('what is forgotten', () => {
  it('is nothing while there is room', () => {
    expect(forgotten(entries, { bytes: 80, entries: 3 })).toEqual([])
  })

  it('is the oldest, by weight and by number', () => {
    expect(forgotten(entries, { bytes: 79, entries: 3 })).toEqual(['old'])
    expect(forgotten(entries, { bytes: 50, entries: 3 })).toEqual(['old', 'middle'])
    expect(forgotten(entries, { bytes: 80, entries: 1 })).toEqual(['old', 'middle'])
  })
})
