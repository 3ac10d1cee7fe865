import type { BalanceFieldsFragment, BalancePointFieldsFragment } from '../../graphql/generated/graphql'
import type { Range } from '../period/period'

/** One step, as the meters saw it. Wh and €; null = not known. */
export interface BalanceStep extends BalancePointFieldsFragment {
  drawnWh: number | null
  injectedWh: number | null
  costEur: number | null
  revenueEur: number | null
}

export interface BalanceData {
  range: Range
  total: BalanceStep
  points: readonly BalanceStep[]
  /** Injected on days when as much was drawn. */
  shiftableWh: number | null
  /** Behind the meter; null where it cannot see. */
  home: BalanceFieldsFragment['total']['home']
}

type Side = BalanceFieldsFragment['consumption']['total']

function stepOf(point: BalancePointFieldsFragment, drawn?: Side, injected?: Side): BalanceStep {
  return {
    ...point,
    drawnWh: drawn?.energyWh ?? null,
    injectedWh: injected?.energyWh ?? null,
    costEur: drawn?.cost?.totalEur ?? null,
    revenueEur: injected?.cost?.totalEur ?? null,
  }
}

/** The three series of an answer, side by side; steps before both meters count are left out. */
export function balanceData(answer: BalanceFieldsFragment): BalanceData {
  const { total, points, consumption, production, shiftableWh } = answer
  const begun = ({ coverage }: Side) => coverage.expected > 0
  const both = points.map((point, index) => ({
    point,
    drawn: consumption.points[index],
    injected: production.points[index],
  }))
  const first = both.findIndex(({ drawn, injected }) => drawn && injected && begun(drawn) && begun(injected))
  return {
    range: { from: total.from, to: total.to },
    total: stepOf(total, consumption.total, production.total),
    points:
      first < 0 ? [] : both.slice(first).map(({ point, drawn, injected }) => stepOf(point, drawn, injected)),
    shiftableWh,
    home: total.home,
  }
}

const ENOUGH = 0.9

/** Too few days are known both ways to read its height. */
export function isMissing({ netWh, coverage }: Pick<BalanceStep, 'netWh' | 'coverage'>): boolean {
  return coverage.expected > 0 && (netWh === null || (coverage.ratio ?? 0) < ENOUGH)
}

/** Injected for one kWh drawn; null where nothing was drawn or one side is not known. */
export function ratioOf({ drawnWh, injectedWh }: BalanceStep): number | null {
  return drawnWh === null || injectedWh === null || drawnWh === 0 ? null : injectedWh / drawnWh
}
