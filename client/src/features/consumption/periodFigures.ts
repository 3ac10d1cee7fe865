import type {
  ConsumptionPeriodQuery,
  ProductionPeriodQuery,
  SplitFieldsFragment,
  StepFieldsFragment,
} from '../../graphql/generated/graphql'
import type { Range } from '../period/period'

export type Series = ConsumptionPeriodQuery['consumption'] | ProductionPeriodQuery['production']

/** One period as the page shows it, whichever way the energy went. */
export interface PeriodData {
  range: Range
  total: StepFieldsFragment
  meanWhPerDay: number | null
  highest: StepFieldsFragment | null
  lowest: StepFieldsFragment | null
  days: readonly StepFieldsFragment[]
  points: readonly StepFieldsFragment[]
  /** Of each point: price buckets and cost. Empty for what is not bought. */
  splits: readonly SplitFieldsFragment[]
  /** Of the whole period: cost, or revenue; null while no contract tells. */
  money: { totalEur: number; least: boolean } | null
  offPeakRatio: number | null
  compared: readonly StepFieldsFragment[] | null
  comparedRange: Range | null
  evolution: { ratio: number | null; commonDays: number } | null
}

const ENOUGH = 0.9

/** Too little is known to read its height: drawn on a hatched ground. */
export function isMissing({ energyWh, coverage }: StepFieldsFragment): boolean {
  return coverage.expected > 0 && (energyWh === null || (coverage.ratio ?? 0) < ENOUGH)
}

/** Steps before the meter's first reading are left out: there was nothing to know. */
function sinceFirst(points: readonly StepFieldsFragment[]): number {
  const first = points.findIndex(({ coverage }) => coverage.expected > 0)
  return first < 0 ? points.length : first
}

export function periodData(series: Series, days: ConsumptionPeriodQuery['days']): PeriodData {
  const { total, comparison } = series
  const other = comparison?.series.total
  const first = sinceFirst(series.points)
  const { cost } = series.priced
  return {
    splits: 'splits' in series ? series.splits.slice(first) : [],
    money:
      cost === null || cost.totalEur === null
        ? null
        : { totalEur: cost.totalEur, least: cost.unpricedWh > 0 },
    offPeakRatio: 'offPeakRatio' in series.priced ? series.priced.offPeakRatio : null,
    range: { from: total.from, to: total.to },
    total,
    meanWhPerDay: series.meanWhPerDay,
    highest: days.highest,
    lowest: days.lowest,
    days: days.points,
    points: series.points.slice(first),
    compared: comparison?.series.points.slice(first) ?? null,
    comparedRange: other ? { from: other.from, to: other.to } : null,
    evolution: comparison ? { ratio: comparison.energyChangeRatio, commonDays: comparison.commonDays } : null,
  }
}
