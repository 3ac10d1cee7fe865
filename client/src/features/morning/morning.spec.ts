import { describe, expect, it } from 'vitest'
import type { MorningQuery, SpanFieldsFragment } from '../../graphql/generated/graphql'
import { dayMoney, landingOf, moneyOf, spansOf } from './morning'

function aSpan(from: string, totalEur: number | null, unpricedWh = 0): SpanFieldsFragment {
  return {
    from,
    to: from,
    energyWh: 1000,
    offPeakRatio: 0.4,
    coverage: { known: 1, expected: 1, ratio: 1 },
    cost: { totalEur, unpricedWh },
  }
}
const series = (from: string) => ({
  total: aSpan(from, 2),
  comparison: { commonDays: 1, energyChangeRatio: -0.1, series: { total: { energyWh: 1111 } } },
})
const answer: MorningQuery = {
  yesterday: { total: { ...aSpan('2026-03-11', null), energyWh: null, cost: null } },
  lastKnown: { total: aSpan('2026-03-10', 4.98) },
  week: series('2026-03-09'),
  month: {
    ...series('2026-03-01'),
    projection: { energyWh: 9000, lowWh: 8000, highWh: 10_000, costEur: null },
  },
  year: series('2026-01-01'),
}

describe('the money of a morning', () => {
  it('is a minimum while part of the energy has no price, and nothing without a contract', () => {
    expect(moneyOf(aSpan('2026-03-10', 3, 200))).toEqual({ eur: 3, least: true })
    expect(moneyOf(aSpan('2026-03-10', null))).toBeNull()
    expect(moneyOf({ cost: null })).toBeNull()
  })

  it('is that of the day on screen', () => {
    expect(dayMoney(answer, '2026-03-10')).toEqual({ money: { eur: 4.98, least: false }, offPeakRatio: 0.4 })
    expect(dayMoney(answer, '2026-03-11')?.money).toBeNull()
    expect(dayMoney(answer, '2026-03-01')).toBeNull()
  })

  it('tells week, month and year with the same span a year before', () => {
    expect(spansOf(answer).map(({ key, from, ratio, otherWh }) => [key, from, ratio, otherWh])).toEqual([
      ['week', '2026-03-09', -0.1, 1111],
      ['month', '2026-03-01', -0.1, 1111],
      ['year', '2026-01-01', -0.1, 1111],
    ])
    expect(landingOf(answer)).toEqual({
      month: '2026-03-01',
      soFarWh: 1000,
      wh: 9000,
      lowWh: 8000,
      highWh: 10_000,
      eur: null,
    })
  })
})
