import { describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../core/index.js'
import type { GatewayOffer } from '../gateway/index.js'
import { bucketPrices } from './market-buckets.js'
import { mergeMarket } from './market-offers.js'
import type { StoredOffer } from './offer.entity.js'

const row = (changes: Partial<GatewayOffer> = {}): GatewayOffer => ({
  id: 'row-1',
  providerId: 'p',
  name: 'Verte',
  type: 'BASE',
  description: null,
  url: null,
  subscribedPowerKva: 6,
  subscriptionEurPerMonth: '12.50000',
  prices: { base_price: '0.20000' },
  offPeakTexts: null,
  priceUpdatedAt: null,
  validFrom: parseInstant('2025-02-01T00:00:00+01:00'),
  validTo: null,
  createdAt: null,
  active: true,
  ...changes,
})
const providers = new Map([['p', 'Coop']])
const merge = (held: StoredOffer[], rows: GatewayOffer[], today = '2026-03-10') =>
  mergeMarket(new Map(held.map((offer) => [offer.id, offer])), rows, { providers, today: toDay(today) })

describe('offers of the market', () => {
  it('are one per supplier, name, type and power; their rows are versions', () => {
    const older = row({
      id: 'row-0',
      validFrom: null,
      validTo: parseInstant('2025-02-01T00:00:00+01:00'),
      active: false,
      prices: { base_price: '0.25000' },
    })
    expect(merge([], [row(), older])).toMatchObject([
      {
        provider: 'Coop',
        subscribedPowerKva: 6,
        active: true,
        versions: [
          { from: null, to: '2025-02-01', prices: { BASE: 250_000 }, gatewayId: 'row-0' },
          { from: '2025-02-01', to: null, prices: { BASE: 200_000 }, subscriptionPerMonth: 12_500_000 },
        ],
      },
    ])
  })

  it('change nothing when the same is listed again, nothing, or something else', () => {
    const held = merge([], [row()])
    expect(merge(held, [row()])).toEqual([])
    expect(merge(held, [])).toEqual([])
    expect(merge(held, [row({ id: 'row-9', name: 'Autre' })])).toHaveLength(1)
  })

  it('keep the price that was, when a row changes in place', () => {
    const held = merge([], [row()])
    const dearer = row({
      prices: { base_price: '0.21000' },
      priceUpdatedAt: parseInstant('2026-03-01T00:00:00+01:00'),
    })
    expect(merge(held, [dearer])[0]?.versions).toMatchObject([
      { from: '2025-02-01', to: '2026-03-01', prices: { BASE: 200_000 } },
      { from: '2026-03-01', to: null, prices: { BASE: 210_000 } },
    ])
  })

  it('say Zen Flex in its own words, and keep what they do not know by its name', () => {
    expect(bucketPrices('ZEN_FLEX', { hc_price_winter: '0.15', hp_price_summer: '0.7' })).toEqual({
      ECO_HC: 150_000,
      SOBRIETY_HP: 700_000,
    })
    expect(bucketPrices('NEW', { base_price: '0.2' })).toEqual({ base_price: 200_000 })
  })
})
