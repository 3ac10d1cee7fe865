import { describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../../core/index.js'
import contributions from '../fixtures/contributions.json' with { type: 'json' }
import offers from '../fixtures/offers.json' with { type: 'json' }
import providers from '../fixtures/providers.json' with { type: 'json' }
import type { ContributionRequest } from '../offers.types.js'

import { contributionBody, parseContributions } from './contributions.js'
import { parseOffers, parseProviders } from './offers.js'

describe('offers', () => {
  it('keep their prices as exact decimals, and no price where there is none', () => {
    const { items, rejected } = parseOffers(offers.data)
    expect(rejected).toEqual([])
    expect(items[0]).toEqual({
      id: '7c1f0a52-3b6e-4d9a-9e61-0f5f2d7a1c08',
      providerId: '7c1f0a52-3b6e-4d9a-9e61-0f5f2d7a1c06',
      name: 'Offre Essai BASE',
      type: 'BASE',
      description: null,
      url: null,
      subscribedPowerKva: 3,
      subscriptionEurPerMonth: '13.37000',
      prices: { base_price: '0.12130' },
      offPeakTexts: null,
      priceUpdatedAt: parseInstant('2025-08-01T00:00:00Z'),
      validFrom: null,
      validTo: null,
      createdAt: parseInstant('2025-12-01T09:00:00.000001Z'),
      active: true,
    })
    expect(items[1]?.prices).toEqual({ hc_price: '0.13530', hp_price: '0.13700' })
  })

  it('accept numbers, and set an illegible price aside with its offer only', () => {
    const [first, second] = offers.data
    const { items, rejected } = parseOffers([
      {
        ...first,
        base_price: 0.1952,
        subscription_price: 1e-7,
        hc_schedules: { monday: '22:00-06:00', n: 1 },
      },
      { ...second, hc_price: 'gratuit' },
    ])
    expect(items[0]).toMatchObject({
      prices: { base_price: '0.1952' },
      subscriptionEurPerMonth: '0.0000001000',
      offPeakTexts: { monday: '22:00-06:00' },
    })
    expect(rejected).toEqual([{ label: second?.id, cause: 'Its hc_price is not a decimal.' }])
  })

  it('come from suppliers', () => {
    expect(parseProviders(providers.data).items).toEqual([
      {
        id: '7c1f0a52-3b6e-4d9a-9e61-0f5f2d7a1c06',
        name: 'Énergie Exemple',
        website: 'https://example.org',
        logoUrl: 'https://example.org/logo.svg',
        priceSheetUrls: [],
      },
      {
        id: '7c1f0a52-3b6e-4d9a-9e61-0f5f2d7a1c07',
        name: 'Fournisseur Essai',
        website: 'https://example.org',
        logoUrl: null,
        priceSheetUrls: ['https://example.org/grille.pdf'],
      },
    ])
  })
})

describe('proposals', () => {
  it('are read in both forms of prices, with the talk', () => {
    const { items } = parseContributions(contributions.data)
    expect(items[0]).toMatchObject({
      kind: 'NEW_OFFER',
      state: 'PENDING',
      unread: true,
      providerName: 'EDF',
      validFrom: parseInstant('2026-02-01T00:00:00+01:00'),
      variants: [
        {
          subscribedPowerKva: 6,
          subscriptionEurPerMonth: '15.47',
          prices: { hc_price: '0.1696', hp_price: '0.2146' },
        },
        {
          subscribedPowerKva: 9,
          subscriptionEurPerMonth: '19.39',
          prices: { hc_price: '0.1696', hp_price: '0.2146' },
        },
      ],
      messages: [{ own: false, text: 'Pouvez-vous préciser la date ?' }],
    })
    expect(items[1]?.variants).toEqual([
      { subscribedPowerKva: 6, subscriptionEurPerMonth: '15.47', prices: { base_price: '0.1952' } },
    ])
  })

  const request: ContributionRequest = {
    kind: 'NEW_OFFER',
    offerName: 'Essai',
    offerType: 'HC_HP',
    priceSheetUrl: 'https://example.org/grille.pdf',
    validFrom: toDay('2026-02-01'),
    variants: [
      {
        subscribedPowerKva: 6,
        subscriptionEurPerMonth: '15.47',
        prices: { hc_price: '0.1696', hp_price: '0.2146' },
      },
    ],
  }

  it('of new offers leave with flat variants, and the day as an instant', () => {
    expect(contributionBody(request)).toMatchObject({
      contribution_type: 'NEW_OFFER',
      offer_name: 'Essai',
      valid_from: '2026-02-01T00:00:00+01:00',
      power_variants: [{ power_kva: 6, subscription_price: 15.47, hc_price: 0.1696, hp_price: 0.2146 }],
    })
  })

  it('of updates leave in the single form, without variants', () => {
    const body = contributionBody({ ...request, kind: 'UPDATE_OFFER', existingOfferId: 'x' })
    expect(body).toMatchObject({
      power_kva: 6,
      pricing_data: { subscription_price: 15.47, hc_price: 0.1696, hp_price: 0.2146 },
      existing_offer_id: 'x',
    })
    expect(body).not.toHaveProperty('power_variants')
  })
})
