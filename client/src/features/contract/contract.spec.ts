import { describe, expect, it } from 'vitest'
import { bandOf, contractOn, ownVersions, typeOf, versionOn } from './band'
import { draftsOf, emptyPeriod, faultsOf, timelineInput, withNext } from './draft'
import { offerChoices } from './offerChoices'
import { nextChange, ruleParts, slotAt, stepsOf, type PriceSlot } from './priceSteps'
import type { Contract } from './useContract'

const aVersion = (from: string | null, to: string | null, eurPerKwh = 0.2) => ({
  from,
  to,
  subscriptionEurPerMonth: 12.5,
  source: null,
  prices: [{ bucket: 'BASE', eurPerKwh }],
})
const aContract = (fields: Partial<Contract> = {}): Contract => ({
  from: '2024-01-01',
  to: null,
  origin: 'GATEWAY',
  subscribedPowerKva: 6,
  offer: {
    id: 'builtin:BASE:6',
    name: 'Base',
    provider: 'EDF',
    type: 'BASE',
    subscribedPowerKva: 6,
    versions: [aVersion('2024-01-01', '2025-01-01'), aVersion('2025-01-01', null, 0.21)],
  },
  offPeak: [],
  versions: [aVersion('2024-01-01', '2025-01-01'), aVersion('2025-01-01', null, 0.21)],
  ...fields,
})

describe('the band of contracts', () => {
  it('is as long as its days, and shows the holes', () => {
    const blocks = bandOf(
      [
        aContract({ from: '2025-05-01', to: '2025-05-11' }),
        aContract({
          from: '2025-05-13',
          offer: null,
          versions: [{ ...aVersion(null, null), prices: [{ bucket: 'HP', eurPerKwh: 0.2 }] }],
        }),
      ],
      '2025-06-12',
    )
    expect(
      blocks.map(({ from, to, days, contract, tone }) => [from, to, days, contract !== null, tone]),
    ).toEqual([
      ['2025-05-01', '2025-05-11', 10, true, 'base'],
      ['2025-05-11', '2025-05-13', 2, false, 'other'],
      ['2025-05-13', null, 30, true, 'split'],
    ])
  })

  it('tells the type by own prices when no offer is followed', () => {
    const own = (bucket: string) =>
      typeOf({ offer: null, versions: [{ ...aVersion(null, null), prices: [{ bucket, eurPerKwh: 1 }] }] })
    expect([own('BLUE_HP'), own('EJP_PEAK'), own('HP'), own('BASE')]).toEqual([
      'TEMPO',
      'EJP',
      'HC_HP',
      'BASE',
    ])
  })

  it('finds the contract and the prices of a day', () => {
    const closed = aContract({ to: '2025-06-01' })
    expect(contractOn([closed], '2025-05-31')).toBe(closed)
    expect(contractOn([closed], '2025-06-01')).toBeNull()
    const versions = [aVersion('2025-01-01', '2025-08-01'), aVersion('2025-07-01', null, 0.3)]
    expect(versionOn(versions, '2025-07-15')?.prices[0]?.eurPerKwh).toBe(0.3)
    expect(versionOn(versions, '2024-12-31')).toBeNull()
  })
})

describe('the timeline as typed', () => {
  const own = aVersion('2025-03-01', '2025-04-01', 0.1)
  const contract = aContract({
    offPeak: [{ start: '22:36', end: '06:36', season: 'ALL', weekdays: [], from: null, to: '2026-01-01' }],
    versions: [...aContract().versions, own],
  })

  it('comes back as it was: last days inside, own prices apart from those of the offer', () => {
    expect(ownVersions(contract)).toEqual([own])
    const [draft] = draftsOf([contract], 'fr', '2020-01-01')
    expect(draft).toMatchObject({
      from: '2024-01-01',
      last: '',
      kva: '6',
      windows: [{ start: '22:36', end: '06:36', last: '2025-12-31' }],
      versions: [
        { from: '2025-03-01', last: '2025-03-31', subscription: '12,5', prices: [{ price: '0,1' }] },
      ],
    })
    expect(timelineInput(draft ? [draft] : [])).toEqual({
      faults: {},
      periods: [
        {
          from: '2024-01-01',
          to: null,
          offerId: 'builtin:BASE:6',
          subscribedPowerKva: 6,
          offPeak: [
            { start: '22:36', end: '06:36', season: 'ALL', weekdays: [], from: null, to: '2026-01-01' },
          ],
          versions: [
            {
              from: '2025-03-01',
              to: '2025-04-01',
              subscriptionEurPerMonth: 12.5,
              prices: [{ bucket: 'BASE', eurPerKwh: 0.1 }],
            },
          ],
        },
      ],
    })
  })

  it('ends the last period the day before the next one', () => {
    const drafts = withNext(draftsOf([contract], 'fr', ''), '2026-03-12')
    expect(drafts.map(({ from, last, kva }) => [from, last, kva])).toEqual([
      ['2024-01-01', '2026-03-11', '6'],
      ['2026-03-12', '', '6'],
    ])
  })

  it('gives one period to fill when nothing is known', () => {
    expect(draftsOf([], 'fr', '2025-01-01')).toEqual([emptyPeriod('2025-01-01')])
    expect(timelineInput([emptyPeriod('')]).faults).toEqual({
      'periods.0.from': 'required',
      'periods.0.offerId': 'required',
    })
  })

  it('takes the faults of the server by the same paths', () => {
    expect(faultsOf([{ path: 'periods.0.versions.1.prices.0', rule: 'unit' }])).toEqual({
      'periods.0.versions.1.prices.0': 'unit',
    })
  })
})

describe('prices of two days', () => {
  const slot = (from: string, to: string, eurPerKwh: number | null): PriceSlot => ({
    from: `2026-03-12T${from}:00+01:00`,
    to: `2026-03-12T${to}:00+01:00`,
    bucket: 'HP',
    eurPerKwh,
    offPeak: false,
    rule: '',
    tempoColor: null,
  })
  const slots = [
    slot('00:00', '06:00', 0.1),
    slot('06:00', '12:00', 0.2),
    slot('12:00', '20:00', 0.2),
    slot('20:00', '23:00', null),
  ]
  const at = (time: string) => Date.parse(`2026-03-12T${time}:00+01:00`)

  it('are as tall as their price; unknown has no height', () => {
    const steps = stepsOf(slots, at('00:00'))
    expect(steps.map(({ from, to, height }) => [from, to, height])).toEqual([
      [0, 360, 0.5],
      [360, 720, 1],
      [720, 1200, 1],
      [1200, 1380, null],
    ])
  })

  it('tell the one in force and the next that differs', () => {
    expect(slotAt(slots, at('06:00'))).toBe(slots[1])
    expect(nextChange(slots, at('06:00'))).toBe(slots[3])
    expect(nextChange(slots, at('21:00'))).toBeNull()
    expect(slotAt(slots, at('23:00'))).toBeNull()
  })

  it('say who decided', () => {
    expect(ruleParts('EDF Tarif Bleu 9 kVA, prices of 2026-02-01: HP')).toEqual({
      offer: 'EDF Tarif Bleu 9 kVA',
      since: '2026-02-01',
      bucket: 'HP',
    })
    expect(ruleParts('own prices: BLUE_HC, colour not known')).toEqual({
      offer: 'own prices',
      since: null,
      bucket: 'BLUE_HC',
    })
    expect(ruleParts('something else')).toBeNull()
  })
})

describe('offers to follow', () => {
  it('hold every word typed, whatever its accents; those of the power come first', () => {
    const offer = (id: string, name: string, subscribedPowerKva: number) => ({
      id,
      name,
      subscribedPowerKva,
      origin: 'GATEWAY' as const,
      provider: 'Énergie',
      type: 'BASE',
    })
    const offers = [offer('a', 'Verte', 6), offer('b', 'Verte', 9), offer('c', 'Bleue', 9)]
    expect(offerChoices(offers, 'energie VERTE', '9').map(({ id }) => id)).toEqual(['b', 'a'])
    expect(offerChoices(offers, '', '').map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
