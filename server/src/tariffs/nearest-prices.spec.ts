import { describe, expect, it } from 'vitest'

import type { Day } from '../core/index.js'
import { startOf, toDay } from '../core/index.js'
import type { Contract } from './contract.js'
import { sumCosts } from './cost-sum.js'
import { MeterPricer } from './meter-pricer.js'
import { nearestVersion } from './offer.js'
import { priceAll } from './pricing.service.js'

const version = (from: string | null, to: string | null, base: number) => ({
  from: from === null ? null : toDay(from),
  to: to === null ? null : toDay(to),
  subscriptionPerMonth: 10_000_000,
  prices: { BASE: base },
  source: null,
})
const VERSIONS = [version('2025-03-01', '2025-03-05', 200_000), version('2025-03-09', '2025-03-20', 250_000)]

function pricer(carriesPrices: boolean) {
  const contract: Contract = {
    from: toDay('2025-01-01'),
    to: null,
    offer: null,
    subscribedPowerKva: 6,
    offPeak: [],
    ownVersions: VERSIONS,
    saleMode: null,
    saleQuotaWh: null,
    carriesPrices,
    origin: 'MANUAL',
  }
  return new MeterPricer([contract], {
    color: () => undefined,
    isSpecial: () => undefined,
    isHoliday: () => false,
  })
}
const tenKwh = (day: Day) => ({
  day,
  starts: [startOf(day) / 1000],
  minutes: [30],
  watts: [20_000],
  totalWh: 10_000,
})
function march(date: number, carried: boolean) {
  const from = toDay(`2025-03-${String(date).padStart(2, '0')}`)
  const to = toDay(`2025-03-${String(date + 1).padStart(2, '0')}`)
  const costs = priceAll([tenKwh(from)], pricer(carried), () => null)
  return sumCosts([costs], { from, to }, toDay('2026-01-01'))
}

describe('where no price is known', () => {
  it.each([
    ['2025-01-01', 200_000],
    ['2025-03-05', 200_000],
    ['2025-03-06', 200_000],
    ['2025-03-07', 250_000],
    ['2025-03-08', 250_000],
    ['2025-06-01', 250_000],
  ])('the nearest one of %s is found, the earlier of two', (day, price) => {
    expect(nearestVersion(VERSIONS, toDay(day))?.prices.BASE).toBe(price)
    expect(nearestVersion([], toDay(day))).toBeNull()
  })

  it('nothing is priced, unless the user wants the nearest price: it is then told as a guess', () => {
    const unknown = march(7, false)
    expect([unknown.total, unknown.unpricedWh, [...unknown.reasons], unknown.isEstimated]).toEqual([
      null,
      10_000,
      ['PRICE_UNKNOWN'],
      false,
    ])
    const carried = march(7, true)
    // 10 kWh at 0.25 EUR, and a day of 120 EUR a year.
    expect([carried.total, carried.unpricedWh, [...carried.reasons], carried.isEstimated]).toEqual([
      2_500_000 + 328_767,
      0,
      [],
      true,
    ])
    expect(carried.buckets.get('BASE')?.estimatedWh).toBe(10_000)
  })

  it('a known price stays what it is, and no guess', () => {
    expect(march(10, true).total).toBe(march(10, false).total)
    expect(march(10, true).isEstimated).toBe(false)
  })
})
