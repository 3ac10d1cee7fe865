import type { CostLandingQuery } from '../../graphql/generated/graphql'

const ENOUGH = 0.9

export interface MonthResult {
  month: string
  eur: number
  kept: boolean
}

/** Whole past months that are known well enough, newest first, against a target. */
export function history(past: CostLandingQuery['past']['points'], targetEur: number): MonthResult[] {
  return past
    .filter(({ from, to, coverage, cost }) => {
      const whole = from.slice(8) === '01' && to.slice(8) === '01'
      const known = (coverage.ratio ?? 0) >= ENOUGH && cost?.unpricedWh === 0
      return whole && known && cost.totalEur !== null
    })
    .map(({ from, cost }) => ({
      month: from,
      eur: cost?.totalEur ?? 0,
      kept: (cost?.totalEur ?? 0) <= targetEur,
    }))
    .reverse()
}
