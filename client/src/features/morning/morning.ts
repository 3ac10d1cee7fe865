import type { MorningQuery, SpanFieldsFragment, SpanSeriesFragment } from '../../graphql/generated/graphql'

/** An amount; `least` while part of the energy has no price. */
export interface Money {
  eur: number
  least: boolean
}

export interface Span {
  key: 'week' | 'month' | 'year'
  from: string
  wh: number | null
  money: Money | null
  coverage: { known: number; expected: number }
  /** Against the same days a year before; null when too few are common. */
  ratio: number | null
  /** Of the same span a year before. */
  otherWh: number | null
}

export interface Landing {
  month: string
  soFarWh: number
  wh: number
  lowWh: number
  highWh: number
  eur: number | null
}

export interface DayMoney {
  money: Money | null
  offPeakRatio: number | null
}

export function moneyOf({ cost }: Pick<SpanFieldsFragment, 'cost'>): Money | null {
  return cost === null || cost.totalEur === null ? null : { eur: cost.totalEur, least: cost.unpricedWh > 0 }
}

function spanOf(key: Span['key'], { total, comparison }: SpanSeriesFragment): Span {
  return {
    key,
    from: total.from,
    wh: total.energyWh,
    money: moneyOf(total),
    coverage: total.coverage,
    ratio: comparison.energyChangeRatio,
    otherWh: comparison.series.total.energyWh,
  }
}

/** Week, month and year so far; on their first day nothing is expected yet, and nothing is shown. */
export function spansOf({ week, month, year }: MorningQuery): Span[] {
  return [spanOf('week', week), spanOf('month', month), spanOf('year', year)]
}

export function landingOf({ month }: MorningQuery): Landing | null {
  const { projection, total } = month
  if (!projection) return null
  const { energyWh, lowWh, highWh, costEur } = projection
  return { month: total.from, soFarWh: total.energyWh ?? 0, wh: energyWh, lowWh, highWh, eur: costEur }
}

/** What the day on screen cost, whichever of the two it is. */
export function dayMoney({ yesterday, lastKnown }: MorningQuery, day: string): DayMoney | null {
  const found = [yesterday.total, lastKnown.total].find(({ from }) => from === day)
  return found ? { money: moneyOf(found), offPeakRatio: found.offPeakRatio } : null
}
