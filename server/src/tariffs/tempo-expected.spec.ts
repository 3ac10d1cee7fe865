import { describe, expect, it } from 'vitest'

import { toDay } from '../core/index.js'
import type { ColorCount } from '../tempo/index.js'
import { expectedColors, expectedPrice } from './tempo-expected.js'

const friday = toDay('2026-03-13')
/** On 12 March 2026: 13 days may still be red, 147 white. */
const counts = (red: number, white: number): ColorCount[] => [
  { color: 'BLUE', used: 193 - red - white, left: 107 + red + white, quota: 300, eligible: 172 },
  { color: 'WHITE', used: white, left: 43 - white, quota: 43, eligible: 147 },
  { color: 'RED', used: red, left: 22 - red, quota: 22, eligible: 13 },
]
const asked = (day: string, red: number, white: number) =>
  expectedColors(toDay(day), { published: undefined, forecast: undefined, counts: counts(red, white) })

describe('the colour of a day to come', () => {
  it('is the published one, else the forecast', () => {
    const forecast = { BLUE: 0.2, WHITE: 0.5, RED: 0.3 }
    expect(expectedColors(friday, { published: 'WHITE', forecast, counts: counts(9, 35) })).toEqual({
      BLUE: 0,
      WHITE: 1,
      RED: 0,
    })
    expect(expectedColors(friday, { published: undefined, forecast, counts: counts(9, 35) })).toBe(forecast)
  })

  it('is else as probable as its days left among those that may take it', () => {
    const ratios = asked('2026-03-13', 16, 29)
    expect(ratios.RED).toBeCloseTo(6 / 13, 12)
    expect(ratios.WHITE).toBeCloseTo((7 / 13) * (14 / 147), 12)
    expect(ratios.BLUE + ratios.WHITE + ratios.RED).toBeCloseTo(1, 12)
  })

  it('is certain when the rules leave one', () => {
    expect(asked('2026-03-13', 9, 29)).toEqual({ BLUE: 0, WHITE: 0, RED: 1 })
    expect(asked('2026-03-15', 16, 29)).toEqual({ BLUE: 1, WHITE: 0, RED: 0 })
  })
})

describe('the price of such a day', () => {
  const prices = {
    BLUE_HC: 100,
    BLUE_HP: 200,
    WHITE_HC: 110,
    WHITE_HP: 300,
    RED_HC: 150,
    RED_HP: 700,
  }

  it('weighs colours by their probability, and rates by the habits of the home', () => {
    const ratios = { BLUE: 0.5, WHITE: 0.3, RED: 0.2 }
    // 0.5 x 175 + 0.3 x 252.5 + 0.2 x 562.5
    expect(expectedPrice(ratios, 0.25, prices)).toBeCloseTo(275.75, 9)
  })

  it('is not told without the price of a colour that may come; one that cannot is not asked', () => {
    const others = Object.fromEntries(Object.entries(prices).filter(([bucket]) => bucket !== 'RED_HP'))
    expect(expectedPrice({ BLUE: 0.9, WHITE: 0, RED: 0.1 }, 0.5, others)).toBeNull()
    expect(expectedPrice({ BLUE: 1, WHITE: 0, RED: 0 }, 0.5, others)).toBe(150)
  })
})
