import { describe, expect, it } from 'vitest'
import type { CostPeriodQuery } from '../../graphql/generated/graphql'
import { history } from './budget'
import {
  costData,
  estimatedShare,
  isMissing,
  meanPerMonth,
  subscriptionShare,
  type CostPoint,
} from './costData'
import { emptyLine, invoiceInput, type InvoiceDraft } from './invoice'
import { blocksOf, keysOf, partsOf, PENDING, SUBSCRIPTION, topOf } from './stack'

const aCost = (fields: Partial<NonNullable<CostPoint['cost']>> = {}): NonNullable<CostPoint['cost']> => ({
  energyEur: 50,
  energyEurPerKwh: 0.2,
  subscriptionEur: 10,
  totalEur: 60,
  totalEurPerKwh: 0.24,
  unpricedWh: 0,
  lowEur: 60,
  highEur: 60,
  reasons: [],
  ...fields,
})
const aBucket = (bucket: string, costEur: number | null, fields: object = {}) => ({
  bucket,
  costEur,
  energyWh: 125_000,
  ratio: 0.5,
  eurPerKwh: 0.2,
  estimated: false,
  ...fields,
})
const aPoint = (fields: Partial<CostPoint> = {}): CostPoint => ({
  from: '2026-02-01',
  to: '2026-03-01',
  energyWh: 250_000,
  coverage: { known: 28, expected: 28, ratio: 1 },
  buckets: [aBucket('HP', 30), aBucket('HC', 20)],
  cost: aCost(),
  ...fields,
})

describe('a cost', () => {
  it('per month counts the days known, not the months named', () => {
    expect(meanPerMonth(aPoint())).toBeCloseTo((60 / 28) * 30.4375, 9)
    expect(meanPerMonth(aPoint({ cost: null }))).toBeNull()
    expect(meanPerMonth(aPoint({ coverage: { known: 0, expected: 28, ratio: 0 } }))).toBeNull()
  })

  it('has no share of subscription without a total, or over nothing', () => {
    expect(subscriptionShare(aPoint())).toBeCloseTo(1 / 6, 9)
    expect(subscriptionShare(aPoint({ cost: aCost({ totalEur: null }) }))).toBeNull()
    expect(subscriptionShare(aPoint({ cost: aCost({ totalEur: 0 }) }))).toBeNull()
  })

  it('is missing under nine days in ten, or without an amount; before the meter nothing is', () => {
    expect(isMissing(aPoint())).toBe(false)
    expect(isMissing(aPoint({ coverage: { known: 24, expected: 28, ratio: 24 / 28 } }))).toBe(true)
    expect(isMissing(aPoint({ cost: aCost({ totalEur: null }) }))).toBe(true)
    expect(isMissing(aPoint({ cost: null, coverage: { known: 0, expected: 0, ratio: null } }))).toBe(false)
  })

  it('tells what part of it is a guess', () => {
    expect(estimatedShare(aPoint())).toBeNull()
    expect(estimatedShare(aPoint({ buckets: [aBucket('HP', 1, { estimated: true })] }))).toBe(0.5)
  })

  it('begins with the meter’s first reading, and so does what it is compared to', () => {
    const before = aPoint({
      from: '2026-01-01',
      cost: null,
      coverage: { known: 0, expected: 0, ratio: null },
    })
    const series = {
      total: { ...aPoint(), offPeakRatio: 0.5, cost: { ...aCost(), taxes: null } },
      points: [before, aPoint()],
      comparison: {
        commonDays: 28,
        costChangeRatio: 0.1,
        volumeEffectEur: 4,
        priceEffectEur: -1,
        series: {
          total: { from: '2025-01-01', to: '2025-03-01' },
          points: [
            { from: '2025-01-01', cost: null },
            { from: '2025-02-01', cost: { totalEur: 55 } },
          ],
        },
      },
    } satisfies CostPeriodQuery['consumption']
    const data = costData(series)
    expect(data.points.map(({ from }) => from)).toEqual(['2026-02-01'])
    expect(data.compared).toEqual([{ from: '2025-02-01', cost: { totalEur: 55 } }])
    expect(data.change).toEqual({ commonDays: 28, ratio: 0.1, volumeEur: 4, priceEur: -1 })
  })
})

describe('a stack of euros', () => {
  it('puts the subscription on the ground, off-peak under peak, and the unknown on top', () => {
    const open = aPoint({
      buckets: [aBucket('TEMPO_UNKNOWN_HP', null), aBucket('BLUE_HP', 30), aBucket('BLUE_HC', 20)],
      cost: aCost({ unpricedWh: 5000, highEur: 64.5 }),
    })
    expect(partsOf(open).map(({ key, eur }) => [key, eur])).toEqual([
      [SUBSCRIPTION, 10],
      ['BLUE_HC', 20],
      ['BLUE_HP', 30],
      [PENDING, 4.5],
    ])
    expect(keysOf([aPoint(), open]).map(({ key }) => key)).toEqual([
      SUBSCRIPTION,
      'HC',
      'HP',
      'BLUE_HC',
      'BLUE_HP',
      PENDING,
    ])
  })

  it('leaves no hole where a part is hidden', () => {
    const blocks = blocksOf([aPoint()], new Set(['HC']))
    expect(blocks.map(({ key, from, to }) => [key, from, to])).toEqual([
      [SUBSCRIPTION, 0, 10],
      ['HP', 10, 40],
    ])
  })

  it('is as tall as the tallest of what it shows, compared or not', () => {
    expect(topOf([aPoint()], [])).toBe(60)
    expect(topOf([aPoint()], [null, 190])).toBe(200)
    expect(partsOf(aPoint({ cost: null }))).toEqual([])
  })
})

describe('a monthly target', () => {
  it('is held against whole months known well enough, newest first', () => {
    const month = (from: string, to: string, totalEur: number, ratio = 1) => ({
      from,
      to,
      coverage: { ratio },
      cost: { totalEur, unpricedWh: 0 },
    })
    const past = [
      month('2025-12-12', '2026-01-01', 40),
      month('2026-01-01', '2026-02-01', 120),
      month('2026-02-01', '2026-03-01', 80),
      month('2026-03-01', '2026-03-12', 30),
      month('2025-11-01', '2025-12-01', 70, 0.5),
    ]
    expect(history(past, 100)).toEqual([
      { month: '2026-02-01', eur: 80, kept: true },
      { month: '2026-01-01', eur: 120, kept: false },
    ])
  })
})

describe('an invoice typed', () => {
  const draft: InvoiceDraft = {
    from: '2026-01-01',
    last: '2026-02-28',
    subscription: '38,38',
    total: '460,32',
    lines: [{ ...emptyLine('HC'), energy: '893', price: '0,1604' }],
  }

  it('is asked with the day after the last one billed', () => {
    expect(invoiceInput(draft, '1')).toEqual({
      faults: {},
      input: {
        pdl: '1',
        from: '2026-01-01',
        to: '2026-03-01',
        subscriptionEur: 38.38,
        totalEur: 460.32,
        lines: [{ bucket: 'HC', energyKwh: 893, eurPerKwh: 0.1604, estimated: false }],
      },
    })
  })

  it('names each field that is wrong; a price and a subscription may be left out', () => {
    const { faults } = invoiceInput(
      {
        from: '2026-02-01',
        last: '2026-01-31',
        subscription: '',
        total: '',
        lines: [{ ...emptyLine('HC'), energy: 'x' }],
      },
      '1',
    )
    expect(faults).toEqual({ last: 'order', total: 'required', 'lines.0.energy': 'number' })
  })
})
