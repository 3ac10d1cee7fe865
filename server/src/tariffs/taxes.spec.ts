import { describe, expect, it } from 'vitest'

import { toDay } from '../core/index.js'
import { BUILT_IN_RATES, rateOn, taxesOf } from './taxes.js'

describe('taxes', () => {
  it('change on their day', () => {
    expect(rateOn(BUILT_IN_RATES, 'VAT_SUBSCRIPTION', toDay('2025-07-31'))).toBe(0.055)
    expect(rateOn(BUILT_IN_RATES, 'VAT_SUBSCRIPTION', toDay('2025-08-01'))).toBe(0.2)
    expect(rateOn(BUILT_IN_RATES, 'EXCISE', toDay('2025-07-31'))).toBe(33.7)
    expect(rateOn(BUILT_IN_RATES, 'EXCISE', toDay('2025-08-01'))).toBe(29.98)
    expect(rateOn(BUILT_IN_RATES, 'EXCISE', toDay('2022-12-31'))).toBeUndefined()
  })

  it('split money so that the parts add up to it', () => {
    const money = { energy: 1_952_000, subscription: 515_000, pricedWh: 10_000 }
    const share = taxesOf(BUILT_IN_RATES, toDay('2025-09-01'), money)
    expect(share?.excise).toBeCloseTo(299_800, 6)
    expect(share?.vat).toBeCloseTo((1_952_000 + 515_000) / 6, 6)
    const { energy = 0, subscription = 0, excise = 0, vat = 0 } = share ?? {}
    expect(energy + subscription + excise + vat).toBeCloseTo(1_952_000 + 515_000, 6)
  })

  it('are not told on a day whose rates are not known', () => {
    expect(
      taxesOf(BUILT_IN_RATES, toDay('2022-06-01'), { energy: 1, subscription: 1, pricedWh: 1 }),
    ).toBeNull()
  })
})
