import { describe, expect, it } from 'vitest'
import type { ContributionFieldsFragment, WholeOfferFragment } from '../../graphql/generated/graphql'
import { families, filterOf, wantedOf, queryOf as catalogueQuery } from './catalogue'
import { bucketsOf, emptyOffer, emptyRule, fitted, offerDraft, offerInput, readOffer } from './offerDraft'
import { emptyProposal, placed, proposalDraft, proposalFrom, proposalInput } from './proposalDraft'
import { monthsOf } from './rankedMonths'
import { queryOf, triedOf, untried, whatIfOf } from './whatIf'

const t = (key: string, named?: Record<string, unknown>) => `${key} ${JSON.stringify(named)}`
const anOffer = (fields: Partial<WholeOfferFragment> = {}): WholeOfferFragment => ({
  id: 'gateway:1',
  origin: 'GATEWAY',
  provider: 'Coopérative',
  name: 'Village',
  type: 'HC_HP',
  subscribedPowerKva: 9,
  regulated: false,
  url: null,
  warnings: [],
  rules: [],
  versions: [
    {
      from: '2026-02-01',
      to: null,
      subscriptionEurPerMonth: 12.5,
      source: null,
      prices: [
        { bucket: 'HC', eurPerKwh: 0.15 },
        { bucket: 'HP', eurPerKwh: 0.2 },
      ],
    },
  ],
  ...fields,
})

describe('what is tried on the ranking', () => {
  it('is the same after a trip through the address', () => {
    const tried = {
      ...untried,
      prices: 'AT_DATE' as const,
      kva: '9',
      ev: '7,5',
      evStart: '01:15',
      moved: '3',
      type: 'TEMPO',
    }
    const query = Object.fromEntries(
      Object.entries(queryOf(tried)).filter(([, value]) => value !== undefined),
    )
    expect(triedOf(query)).toEqual(tried)
    expect(queryOf(untried)).toEqual(
      Object.fromEntries(Object.keys(queryOf(untried)).map((key) => [key, undefined])),
    )
  })

  it('ignores what an address says badly', () => {
    expect(triedOf({ ev: '-2', kva: 'x', evAt: '25:00-7', regulated: 'maybe' })).toEqual(untried)
  })

  it('adds a car, moves a load, changes the power; nothing typed tries nothing', () => {
    expect(whatIfOf(untried)).toBeNull()
    expect(whatIfOf({ ...untried, ev: '7,5', moved: '2', kva: '9' })).toMatchObject({
      subscribedPowerKva: 9,
      added: [
        { energyWhPerDay: 7500, window: { start: '23:00', end: '05:00' } },
        { energyWhPerDay: 2000, window: { start: '02:00', end: '05:00' } },
      ],
      removed: [{ energyWhPerDay: 2000, window: { start: '18:00', end: '21:00' } }],
    })
  })

  it('names the months of a range, the first where it begins', () => {
    expect(monthsOf({ from: '2025-11-12', to: '2026-02-01' })).toEqual([
      '2025-11-12',
      '2025-12-01',
      '2026-01-01',
    ])
  })
})

describe('the catalogue', () => {
  it('puts the powers of one offer on one line, smallest first', () => {
    const offers = [
      anOffer(),
      anOffer({ id: 'b', subscribedPowerKva: 6 }),
      anOffer({ id: 'c', name: 'Ville' }),
    ]
    expect(families(offers).map(({ name, offers: all }) => [name, all.map(({ id }) => id)])).toEqual([
      ['Village', ['b', 'gateway:1']],
      ['Ville', ['c']],
    ])
  })

  it('asks what the address says', () => {
    const wanted = wantedOf({ search: 'bleu', kva: '9', regulated: 'yes', past: 'yes' })
    expect(filterOf(wanted)).toEqual({
      search: 'bleu',
      types: null,
      regulated: true,
      subscribedPowerKva: 9,
      withPast: true,
    })
    expect(catalogueQuery(wanted)).toEqual({
      search: 'bleu',
      type: undefined,
      regulated: 'yes',
      kva: '9',
      past: 'yes',
    })
  })
})

describe('an offer of one’s own', () => {
  it('is a copy of a public one, or itself', () => {
    expect(offerDraft(anOffer(), 'fr', true, { t })).toMatchObject({
      id: null,
      name: 'offers.mine.copyOf {"name":"Village"}',
    })
    const draft = offerDraft(anOffer({ id: 'private:1' }), 'fr', false, { t })
    expect(draft.versions[0]).toEqual({
      from: '2026-02-01',
      last: '',
      subscription: '12,5',
      prices: [
        { bucket: 'HC', price: '0,15' },
        { bucket: 'HP', price: '0,2' },
      ],
    })
    expect(offerInput(draft, {})).toMatchObject({ id: 'private:1', subscribedPowerKva: 9, rules: [] })
  })

  it('names the fields that are missing', () => {
    const faults = {}
    offerInput({ ...emptyOffer(), kva: '9,5', rules: [emptyRule()] }, faults)
    expect(faults).toEqual({
      provider: 'required',
      name: 'required',
      subscribedPowerKva: 'number',
      'rules.0.bucket': 'required',
      'versions.0.subscriptionEurPerMonth': 'required',
      'versions.0.prices.0': 'required',
    })
  })

  it('takes its buckets from its rules, else from its type, and keeps what was typed', () => {
    expect(bucketsOf({ type: 'TEMPO', rules: [] })).toHaveLength(6)
    expect(bucketsOf({ type: 'BASE', rules: [{ ...emptyRule(), bucket: 'SUN ' }] })).toEqual(['SUN'])
    const version = { from: '', last: '', subscription: '', prices: [{ bucket: 'HC', price: '0,1' }] }
    expect(fitted(version, ['HC', 'HP']).prices).toEqual([
      { bucket: 'HC', price: '0,1' },
      { bucket: 'HP', price: '' },
    ])
  })

  it('is read from the file it was saved to, and nothing else is', () => {
    const kept = { ...offerDraft(anOffer(), 'fr', false, { t }), id: null }
    const file = JSON.stringify(offerInput(kept, {}))
    expect(readOffer(file, 'fr')).toEqual(kept)
    for (const text of ['', '[]', '{"name":"x"}', '{"versions":[]}', 'null'])
      expect(readOffer(text, 'fr')).toBeNull()
  })
})

describe('a proposal', () => {
  it('of new prices replaces the public offer; of a private one it is new', () => {
    expect(proposalFrom(anOffer(), '2026-03-12', 'fr')).toMatchObject({
      replacesOfferId: 'gateway:1',
      from: '2026-03-12',
    })
    expect(proposalFrom(anOffer({ origin: 'MANUAL' }), '2026-03-12', 'fr').replacesOfferId).toBeNull()
  })

  it('is sent as one offer per power, its off-peak hours as rules', () => {
    const draft = proposalFrom(anOffer(), '2026-03-12', 'fr')
    draft.windows.push({ start: '22:00', end: '06:00', season: 'ALL', weekdays: [], from: '', last: '' })
    const { input, faults } = proposalInput({ ...draft, sheet: ' https://example.org/a.pdf ' })
    expect(faults).toEqual({})
    expect(input).toMatchObject({
      priceSheetUrl: 'https://example.org/a.pdf',
      offers: [
        {
          subscribedPowerKva: 9,
          rules: [
            { bucket: 'HC', window: { start: '22:00', end: '06:00' } },
            { bucket: 'HP', window: null },
          ],
          versions: [{ from: '2026-03-12', subscriptionEurPerMonth: 12.5 }],
        },
      ],
    })
  })

  it('is kept as a draft with holes', () => {
    const { input, faults } = proposalInput(emptyProposal('2026-03-12'))
    expect(faults).toEqual({})
    expect(input.offers).toMatchObject([{ name: '', subscribedPowerKva: null, versions: [] }])
  })

  it('comes back as it was typed', () => {
    const held: ContributionFieldsFragment = {
      id: '7',
      state: 'DRAFT',
      createdAt: '2026-03-12T10:00:00+01:00',
      unread: false,
      json: '{}',
      priceSheetUrl: 'https://example.org/a.pdf',
      providerWebsite: null,
      description: null,
      replacesOfferId: null,
      offers: [anOffer(), anOffer({ subscribedPowerKva: 6 })],
      messages: [],
      problem: null,
    }
    const draft = proposalDraft(held, 'fr')
    expect(draft).toMatchObject({
      id: '7',
      name: 'Village',
      from: '2026-02-01',
      powers: [{ kva: '9' }, { kva: '6' }],
    })
    expect(proposalInput(draft).input).toMatchObject({ id: '7', offers: [{}, { subscribedPowerKva: 6 }] })
  })

  it('shows a fault of a price at its own field, though empty ones were not sent', () => {
    const draft = emptyProposal('2026-03-12')
    draft.powers = [
      {
        kva: '6',
        subscription: '1',
        prices: [
          { bucket: 'HC', price: '' },
          { bucket: 'HP', price: '19' },
        ],
      },
    ]
    expect(placed({ 'offers.0.versions.0.prices.0': 'unit', priceSheetUrl: 'required' }, draft)).toEqual({
      'offers.0.versions.0.prices.1': 'unit',
      priceSheetUrl: 'required',
    })
    expect(placed({ 'offers.0.versions.0.prices': 'required' }, draft)).toEqual({
      'offers.0.versions.0.prices.0': 'required',
    })
  })
})
