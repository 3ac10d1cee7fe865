import { describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../core/index.js'
import type { GatewayContribution } from '../gateway/index.js'
import { contributionBody } from '../gateway/index.js'
import { mergeListed } from './contribution-merge.js'
import type { StoredContribution } from './contribution.entity.js'
import type { OfferModel } from './offer.js'
import { proposalFaults } from './proposal-checks.js'
import { requestOf } from './proposal-request.js'
import type { Proposal, ProposedOffer } from './proposal.js'

const NOW = parseInstant('2026-03-10T09:00:00+01:00')
const SHEET = 'https://example.org/grille.pdf'
const KNOWN = { providers: new Map([['coop verte', 'provider-1']]), replacedGatewayId: null }

function anOffer(fields: Partial<ProposedOffer> = {}): ProposedOffer {
  return {
    provider: 'Coop Verte',
    name: 'Équilibre',
    type: 'HC_HP',
    subscribedPowerKva: 6,
    url: null,
    rules: [],
    versions: [
      {
        from: toDay('2026-02-01'),
        to: null,
        subscriptionPerMonth: 15_470_000,
        prices: { HC: 169_600, HP: 214_600 },
        source: null,
      },
    ],
    ...fields,
  }
}
function aProposal(fields: Partial<Proposal> = {}): Proposal {
  return {
    replacesOfferId: null,
    offers: [anOffer()],
    priceSheetUrl: SHEET,
    providerWebsite: null,
    description: null,
    ...fields,
  }
}
const version = (fields: Partial<ProposedOffer['versions'][number]>) => [
  { ...anOffer().versions[0]!, ...fields },
]
const faults = (proposal: Proposal, replaced?: OfferModel) =>
  proposalFaults(proposal, { isKnownProvider: (name) => name === 'Coop Verte', replaced }).map(
    ({ path, rule }) => `${path} ${rule}`,
  )

describe('what is sent', () => {
  it('is flat prices by power, the day as an instant of Paris, the supplier by its id', () => {
    const offers = [anOffer(), anOffer({ subscribedPowerKva: 9 })]
    const body = contributionBody(requestOf(aProposal({ offers, description: 'Relevé' }), KNOWN))
    expect(JSON.parse(JSON.stringify(body))).toEqual({
      contribution_type: 'NEW_OFFER',
      offer_name: 'Équilibre',
      offer_type: 'HC_HP',
      price_sheet_url: SHEET,
      existing_provider_id: 'provider-1',
      description: 'Relevé',
      valid_from: '2026-02-01T00:00:00+01:00',
      power_variants: [
        { power_kva: 6, subscription_price: 15.47, hc_price: 0.1696, hp_price: 0.2146 },
        { power_kva: 9, subscription_price: 15.47, hc_price: 0.1696, hp_price: 0.2146 },
      ],
    })
  })

  it('names a supplier that nobody knows, with its site', () => {
    const proposal = aProposal({
      offers: [anOffer({ provider: 'Neuf' })],
      providerWebsite: 'https://neuf.example',
    })
    expect(requestOf(proposal, KNOWN)).toMatchObject({
      kind: 'NEW_PROVIDER',
      providerName: 'Neuf',
      providerWebsite: 'https://neuf.example',
      existingProviderId: undefined,
    })
  })

  it('is the single form for new prices of an offer, its newest ones', () => {
    const older = { ...anOffer().versions[0]!, from: toDay('2025-02-01'), prices: { HC: 1, HP: 2 } }
    const offers = [anOffer({ versions: [...anOffer().versions, older] })]
    const request = requestOf(aProposal({ replacesOfferId: 'gateway:1', offers }), {
      ...KNOWN,
      replacedGatewayId: 'row-1',
    })
    expect(contributionBody(request)).toMatchObject({
      contribution_type: 'UPDATE_OFFER',
      existing_offer_id: 'row-1',
      power_kva: 6,
      pricing_data: { subscription_price: 15.47, hc_price: 0.1696, hp_price: 0.2146 },
    })
  })

  it('tells the off-peak hours of the offer day by day', () => {
    const window = { season: 'ALL', from: null, to: null } as const
    const rule = (startMinute: number, endMinute: number, weekdays: number[]) => ({
      bucket: 'HC',
      window: { ...window, startMinute, endMinute, weekdays },
      holidays: false,
      dayType: null,
    })
    const rules = [
      rule(1350, 390, []),
      rule(750, 900, [6, 7]),
      { bucket: 'HP', window: null, holidays: false, dayType: null },
    ]
    const { offPeakTexts } = requestOf(aProposal({ offers: [anOffer({ rules })] }), KNOWN)
    expect(offPeakTexts).toMatchObject({
      monday: '22:30-06:30',
      friday: '22:30-06:30',
      sunday: '22:30-06:30;12:30-15:00',
    })
    expect(faults(aProposal({ offers: [anOffer({ rules })] }))).toEqual([])
  })
})

describe('what is refused before it is sent', () => {
  it.each<[string, Partial<Proposal>, string[]]>([
    ['nothing', {}, []],
    ['no offer', { offers: [] }, ['offers required']],
    ['no proof', { priceSheetUrl: null }, ['priceSheetUrl required']],
    ['a proof that is no address', { priceSheetUrl: 'grille.pdf' }, ['priceSheetUrl pattern']],
    [
      'a supplier that nobody knows',
      { offers: [anOffer({ provider: 'Neuf' })] },
      ['providerWebsite required'],
    ],
    [
      'blank words',
      { offers: [anOffer({ name: ' ', type: '' })] },
      ['offers.0.name required', 'offers.0.type required'],
    ],
    [
      'a name that is an order to the gateway',
      { offers: [anOffer({ name: '[SUPPRESSION] Équilibre' })] },
      ['offers.0.name pattern'],
    ],
    ['a type of its own', { offers: [anOffer({ type: 'MIENNE' })] }, ['offers.0.type pattern']],
    [
      'no power',
      { offers: [anOffer({ subscribedPowerKva: null })] },
      ['offers.0.subscribedPowerKva required'],
    ],
    ['no prices', { offers: [anOffer({ versions: [] })] }, ['offers.0.versions required']],
    [
      'a price in cents',
      { offers: [anOffer({ versions: version({ prices: { HC: 16_960_000, HP: 214_600 } }) })] },
      ['offers.0.versions.0.prices.0 unit'],
    ],
    [
      'a price that is missing, one that the type has not, no subscription, an end',
      {
        offers: [
          anOffer({
            versions: version({
              prices: { HC: 169_600, BASE: 200_000 },
              subscriptionPerMonth: 0,
              to: toDay('2026-08-01'),
            }),
          }),
        ],
      },
      [
        'offers.0.versions.0.subscriptionEurPerMonth range',
        'offers.0.versions.0.to pattern',
        'offers.0.versions.0.prices.1 pattern',
        'offers.0.versions.0.prices required',
      ],
    ],
    [
      'a second offer that is another one, of the same power',
      { offers: [anOffer(), anOffer({ name: 'Autre' })] },
      ['offers.1.name pattern', 'offers.1.subscribedPowerKva duplicate'],
    ],
    [
      'prices that begin on two days',
      {
        offers: [
          anOffer(),
          anOffer({ subscribedPowerKva: 9, versions: version({ from: toDay('2026-03-01') }) }),
        ],
      },
      ['offers.1.versions order'],
    ],
    ['prices of an offer that is not public', { replacesOfferId: 'x' }, ['replacesOfferId pattern']],
  ])('%s', (_, fields, expected) => {
    expect(faults(aProposal(fields))).toEqual(expected)
  })

  it('several powers, another type or power than the offer replaced', () => {
    const replaced: OfferModel = {
      ...anOffer({ type: 'BASE', subscribedPowerKva: 12 }),
      id: 'gateway:1',
      origin: 'GATEWAY',
      regulated: false,
      active: true,
    }
    const offers = [anOffer(), anOffer({ subscribedPowerKva: 9 })]
    expect(faults(aProposal({ replacesOfferId: 'gateway:1', offers }), replaced)).toEqual([
      'offers range',
      'offers.0.type pattern',
      'offers.0.subscribedPowerKva pattern',
    ])
  })
})

describe('what the gateway lists', () => {
  const listed = (fields: Partial<GatewayContribution> = {}): GatewayContribution => ({
    id: 'g1',
    kind: 'NEW_OFFER',
    state: 'PENDING',
    unread: false,
    offerName: 'Équilibre',
    offerType: 'HC_HP',
    providerName: 'Coop Verte',
    providerWebsite: null,
    existingProviderId: 'provider-1',
    description: null,
    priceSheetUrl: SHEET,
    variants: [],
    offPeak: [],
    validFrom: null,
    createdAt: NOW,
    reviewedAt: null,
    reviewComment: null,
    messages: [],
    ...fields,
  })
  const held = (fields: Partial<StoredContribution> = {}): StoredContribution => ({
    id: 'ours',
    gatewayId: 'g1',
    state: 'PENDING',
    proposal: aProposal(),
    problem: null,
    messages: [],
    unread: false,
    doubtAt: null,
    ...fields,
  })

  it('gives state and talk, the verdict as its last word', () => {
    const message = { id: 'm', at: NOW - 5, own: false, text: 'Depuis quand ?' }
    const item = listed({
      state: 'REJECTED',
      unread: true,
      messages: [message],
      reviewComment: 'Illisible.',
      reviewedAt: NOW,
    })
    expect(mergeListed([held()], [item], NOW).changes.get('ours')).toMatchObject({
      state: 'REJECTED',
      unread: true,
      messages: [
        { at: NOW - 5, own: false, text: 'Depuis quand ?' },
        { at: NOW, own: false, text: 'Illisible.' },
      ],
    })
  })

  it('leaves a change that was not sent a draft', () => {
    const change = mergeListed([held({ state: 'DRAFT' })], [listed()], NOW).changes.get('ours')
    expect(change).not.toHaveProperty('state')
    expect(change).toMatchObject({ gatewayId: 'g1' })
  })

  it('recognises what was sent in doubt, once; older or other proposals are new ones', () => {
    const doubtful = held({ gatewayId: null, state: 'DRAFT', doubtAt: new Date(NOW) })
    const before = listed({ id: 'g0', createdAt: NOW - 3_600_000 })
    const twice = mergeListed([doubtful], [before, listed(), listed({ id: 'g2' })], NOW)
    expect(twice.changes.get('ours')).toMatchObject({ gatewayId: 'g1', state: 'PENDING', doubtAt: null })
    expect(twice.added.map(({ id }) => id)).toEqual(['g0', 'g2'])
  })

  it('forgets nothing: what is listed no more is a draft again, unless it was approved', () => {
    const approved = held({ id: 'done', gatewayId: 'g9', state: 'APPROVED' })
    const { changes } = mergeListed([held(), approved], [], NOW)
    expect([...changes]).toMatchObject([
      ['ours', { gatewayId: null, state: 'DRAFT', problem: { code: 'NOT_FOUND' } }],
    ])
  })
})
