import type { Table } from '../../charts/chart'
import type { Words } from '../../charts/words'
import { stepTitle } from '../consumption/stepNames'
import type { StepName } from '../period/period'
import { ratioOf, type BalanceStep } from './balanceData'

type Row = Table['rows'][number]

function rowOf(name: string, key: string, point: BalanceStep, { t, format }: Words): Row {
  const { drawnWh, injectedWh, netWh, costEur, revenueEur, netEur, coverage } = point
  const ratio = ratioOf(point)
  const energy = (wh: number | null) => (wh === null ? t('charts.missing') : format.kwh(wh))
  const money = (eur: number | null) => (eur === null ? t('balance.unpriced') : format.euros(eur))
  const kwh = (wh: number | null) => (wh === null ? null : wh / 1000)
  const covered = `${coverage.known}/${coverage.expected}`
  return {
    cells: [
      name,
      energy(drawnWh),
      energy(injectedWh),
      energy(netWh),
      ratio === null ? '' : format.percent(ratio, { decimals: 0 }),
      money(costEur),
      money(revenueEur),
      money(netEur),
      covered,
    ],
    raw: [key, kwh(drawnWh), kwh(injectedWh), kwh(netWh), ratio, costEur, revenueEur, netEur, covered],
  }
}

/** A row per step, and the whole below them when it is given. */
export function balanceTable(
  points: readonly BalanceStep[],
  step: StepName,
  words: Words,
  total?: BalanceStep,
): Table {
  const { t } = words
  return {
    columns: [
      t(`consumption.steps.${step}`),
      t('balance.columns.drawn'),
      t('balance.columns.injected'),
      t('balance.columns.net'),
      t('balance.columns.ratio'),
      t('balance.columns.cost'),
      t('balance.columns.revenue'),
      t('balance.columns.netEur'),
      t('charts.coverage'),
    ],
    rows: [
      ...points.map((point) => rowOf(stepTitle(point.from, step, words), point.from, point, words)),
      ...(total ? [rowOf(t('balance.columns.total'), 'total', total, words)] : []),
    ],
  }
}
