import type { CostFieldsFragment, CostPeriodQuery } from '../../graphql/generated/graphql'
import type { Range } from '../period/period'

type Series = CostPeriodQuery['consumption']
export type CostPoint = CostFieldsFragment
type Compared = NonNullable<Series['comparison']>['series']['points'][number]

export interface CostData {
  range: Range
  total: Series['total']
  points: readonly CostPoint[]
  compared: readonly Compared[] | null
  comparedRange: Range | null
  change: {
    commonDays: number
    ratio: number | null
    volumeEur: number | null
    priceEur: number | null
  } | null
}

const ENOUGH = 0.9
const DAYS_PER_MONTH = 30.4375

/** Too little is known to read its height: drawn on a hatched ground. */
export function isMissing({ cost, coverage }: CostPoint): boolean {
  return coverage.expected > 0 && (!hasTotal(cost) || (coverage.ratio ?? 0) < ENOUGH)
}

function hasTotal(cost: CostPoint['cost']): boolean {
  return cost !== null && cost.totalEur !== null
}

/** Steps before the meter's first reading are left out: there was nothing to pay. */
export function costData(series: Series): CostData {
  const { total, points, comparison } = series
  const other = comparison?.series
  const found = points.findIndex(({ coverage }) => coverage.expected > 0)
  const first = found < 0 ? points.length : found
  return {
    range: { from: total.from, to: total.to },
    total,
    points: points.slice(first),
    compared: other?.points.slice(first) ?? null,
    comparedRange: other ? { from: other.total.from, to: other.total.to } : null,
    change: comparison
      ? {
          commonDays: comparison.commonDays,
          ratio: comparison.costChangeRatio,
          volumeEur: comparison.volumeEffectEur,
          priceEur: comparison.priceEffectEur,
        }
      : null,
  }
}

/** Mean of a month, from the days known; null while nothing has a price. */
export function meanPerMonth({ cost, coverage }: CostPoint): number | null {
  const total = cost?.totalEur ?? null
  return total === null || coverage.known === 0 ? null : total / (coverage.known / DAYS_PER_MONTH)
}

export function subscriptionShare({ cost }: CostPoint): number | null {
  const { totalEur = null, subscriptionEur = null } = cost ?? {}
  return totalEur === null || subscriptionEur === null || totalEur === 0 ? null : subscriptionEur / totalEur
}

/** Part of the energy whose split is a guess; null when none is. */
export function estimatedShare({ buckets }: Pick<CostPoint, 'buckets'>): number | null {
  const share = buckets.reduce((sum, { estimated, ratio }) => sum + (estimated ? ratio : 0), 0)
  return share === 0 ? null : share
}
