import { describe, expect, it } from 'vitest'

import { toDay } from '../../core/index.js'
import type { OfferInUse } from './money.js'
import { budgetFacts, offerFacts, priceFacts } from './money.js'

const meter = { pdl: '01226049119901', label: null }
const today = toDay('2026-11-24')
const month = toDay('2026-11-01')

describe('the budget', () => {
  const facts = (spentEur: number | null, budgetEur: number | null = 100) =>
    budgetFacts(meter, { month, spentEur, budgetEur }, { usedPercent: 80 })

  it('speaks when it is near, then when it is passed', () => {
    expect(facts(79.99)).toEqual([])
    expect(facts(80)[0]).toMatchObject({ key: `BUDGET/${meter.pdl}/2026-11/near`, level: 'INFO' })
    expect(facts(100)[0]).toMatchObject({ key: `BUDGET/${meter.pdl}/2026-11/passed`, level: 'WARNING' })
    expect(facts(100)[0]?.text.fr.replaceAll('\u00a0', ' ')).toBe(
      'Le budget de novembre 2026 est dépassé : 100,00 € pour 100,00 €.',
    )
  })

  it('says nothing without a target, or without knowing what was spent', () => {
    expect(facts(100, null)).toEqual([])
    expect(facts(100, 0)).toEqual([])
    expect(facts(null)).toEqual([])
  })
})

const offer = (rest: Partial<OfferInUse> = {}): OfferInUse => ({
  id: 'x',
  name: 'Fournisseur Offre',
  since: toDay('2025-01-01'),
  until: null,
  versions: [
    { from: toDay('2025-01-01'), to: toDay('2026-02-01') },
    { from: toDay('2026-02-01'), to: toDay('2026-12-01') },
  ],
  ...rest,
})

describe('prices that end', () => {
  const facts = (one: OfferInUse, beforeDays = 15) => priceFacts(meter, one, today, { beforeDays })

  it('warns before, and says when it is so', () => {
    expect(facts(offer())[0]).toMatchObject({
      key: `PRICE_EXPIRED/${meter.pdl}/x/2026-12-01`,
      reason: 'PRICE_UNKNOWN',
    })
    expect(facts(offer(), 6)).toEqual([])
    const ended = offer({ versions: [{ from: null, to: toDay('2026-11-01') }] })
    expect(facts(ended)[0]?.text.fr).toContain('ne sont plus connus depuis le 1er novembre 2026')
  })

  it('is silent when others follow, when the contract ends first, and when none was ever known', () => {
    expect(facts(offer({ versions: [{ from: null, to: null }] }))).toEqual([])
    expect(
      facts(offer({ versions: [...offer().versions, { from: toDay('2026-12-01'), to: null }] })),
    ).toEqual([])
    expect(facts(offer({ until: toDay('2026-12-01') }))).toEqual([])
    expect(facts(offer({ versions: [] }))).toEqual([])
  })
})

describe('new prices of the offer in use', () => {
  const facts = (from: string, since = '2025-01-01') =>
    offerFacts(meter, offer({ since: toDay(since), versions: [{ from: toDay(from), to: null }] }), today, {
      withinDays: 30,
    })

  it('tells those of the last weeks, and those to come', () => {
    expect(facts('2026-11-01')[0]?.key).toBe(`OFFER_UPDATED/${meter.pdl}/x/2026-11-01`)
    expect(facts('2027-01-01')[0]?.text.en).toContain('new prices from 1 January 2027')
  })

  it('does not tell old ones, nor those with which the contract began', () => {
    expect(facts('2026-10-01')).toEqual([])
    expect(facts('2026-11-01', '2026-11-01')).toEqual([])
  })
})
