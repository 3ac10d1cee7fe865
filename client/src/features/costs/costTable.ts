import type { Table } from '../../charts/chart'
import type { Words } from '../../charts/words'
import { stepTitle } from '../consumption/stepNames'
import type { StepName } from '../period/period'
import { bucketName, stacked } from '../tariffs/buckets'
import { estimatedShare, type CostPoint } from './costData'

interface Other {
  name: string
  eur: readonly (number | null)[]
}

/** Every step: kWh, € of each bucket, subscription, total, price of a kWh, coverage, estimated part. */
export function costTable(
  points: readonly CostPoint[],
  step: StepName,
  words: Words,
  other: Other | null = null,
): Table {
  const { t, format } = words
  const codes = stacked(points.flatMap(({ buckets }) => buckets.map(({ bucket }) => bucket)))
  const estimates = points.map(estimatedShare)
  const hasEstimate = estimates.some((share) => share !== null)
  const eur = (value: number | null | undefined) =>
    value === null || value === undefined ? t('charts.missing') : format.euros(value)
  return {
    columns: [
      t(`consumption.steps.${step}`),
      'kWh',
      ...codes.map((code) => bucketName(code, words)),
      t('tariffs.subscription'),
      t('costs.total'),
      t('costs.perKwh'),
      ...(other ? [other.name] : []),
      t('charts.coverage'),
      ...(hasEstimate ? [t('costs.estimated')] : []),
    ],
    rows: points.map((point, index) => {
      const { energyWh, cost, buckets, coverage } = point
      const of = (code: string) => {
        const found = buckets.find(({ bucket }) => bucket === code)
        return found ? found.costEur : 0
      }
      const share = estimates[index] ?? null
      const covered = `${coverage.known}/${coverage.expected}`
      const perKwh = cost?.totalEurPerKwh ?? null
      return {
        cells: [
          stepTitle(point.from, step, words),
          energyWh === null ? t('charts.missing') : format.kwh(energyWh),
          ...codes.map((code) => (energyWh === null ? '' : bucketCell(of(code)))),
          eur(cost?.subscriptionEur),
          eur(cost?.totalEur),
          perKwh === null ? '' : format.price(perKwh),
          ...(other ? [eur(other.eur[index])] : []),
          covered,
          ...(hasEstimate ? [share === null ? '' : format.percent(share, { decimals: 0 })] : []),
        ],
        raw: [
          point.from,
          energyWh === null ? null : energyWh / 1000,
          ...codes.map((code) => (energyWh === null ? null : of(code))),
          cost?.subscriptionEur ?? null,
          cost?.totalEur ?? null,
          perKwh,
          ...(other ? [other.eur[index] ?? null] : []),
          covered,
          ...(hasEstimate ? [share] : []),
        ],
      }
    }),
  }

  function bucketCell(value: number | null): string {
    return value === null ? t('costs.unpriced') : format.euros(value)
  }
}
