import { describe, expect, it } from 'vitest'

import { daysOf, toDay } from '../core/index.js'
import { emptyBucket } from './bucket-sums.js'
import { CostSum } from './cost-sum.js'

describe('energy without a price', () => {
  const month = daysOf({ from: toDay('2026-02-01'), to: toDay('2026-03-01') })
  /** Shares of a day that no binary fraction holds exactly. */
  const shares = month.map((_, index) => 36_491.775 / (3 + index / 7))
  function sum(missingWh: number): CostSum {
    const total = new CostSum()
    for (const [index, day] of month.entries()) {
      const [hc, hp] = [shares[index] ?? 0, (shares[index] ?? 0) * 1.37]
      const part = (energyWh: number, pricedWh: number) => ({ ...emptyBucket(), energyWh, pricedWh, cost: 1 })
      const buckets = new Map([
        ['HC', part(hc, hc)],
        ['HP', part(hp, hp - missingWh)],
      ])
      total.add(
        day,
        { day, energyWh: hc + hp, buckets, isInconsistent: false },
        { hasContract: true, subscription: 0, isCarried: false },
      )
    }
    return total
  }

  it('is none when all has a price, whatever floats leave behind', () => {
    expect(sum(0).energyWh - sum(0).pricedWh).not.toBe(0)
    expect(sum(0).unpricedWh).toBe(0)
  })

  it('is told when there is some', () => {
    expect(sum(0.5).unpricedWh).toBeCloseTo(14, 6)
  })
})
