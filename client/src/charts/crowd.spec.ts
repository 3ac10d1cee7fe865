import { describe, expect, it } from 'vitest'
import { bandsOf, isCrowded } from './crowd'

describe('more means than pixels', () => {
  const values = [1, 5, 3, null, null, null, 2, 8]

  it('share columns, each from its lowest to its highest, and a gap stays one', () => {
    expect(bandsOf(values, { from: 0, to: 8, columns: 4 })).toEqual([
      { x0: 0, x1: 2, lowest: 1, highest: 5 },
      { x0: 2, x1: 4, lowest: 3, highest: 3 },
      { x0: 6, x1: 8, lowest: 2, highest: 8 },
    ])
  })

  it('are taken from what is on screen only', () => {
    expect(bandsOf(values, { from: 5.5, to: 7, columns: 1 })).toEqual([
      { x0: 5, x1: 7, lowest: 2, highest: 2 },
    ])
  })

  it('begin where a step would be narrower than two pixels', () => {
    expect(isCrowded({ from: 0, to: 401, columns: 800 })).toBe(true)
    expect(isCrowded({ from: 0, to: 400, columns: 800 })).toBe(false)
  })
})
