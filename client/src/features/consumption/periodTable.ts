import type { Table } from '../../charts/chart'
import type { Words } from '../../charts/words'
import { daysBetween } from '../../format/paris'
import type { PeaksQuery, SplitFieldsFragment, StepFieldsFragment } from '../../graphql/generated/graphql'
import type { StepName } from '../period/period'
import { bucketName } from '../tariffs/buckets'
import { bucketsOf, splitWh } from './split'
import { stepTitle } from './stepNames'

type Peak = PeaksQuery['maxPower']['days'][number]

function highestOf(peaks: readonly Peak[], { from, to }: StepFieldsFragment): Peak | null {
  return peaks
    .filter(({ date }) => date >= from && date < to)
    .reduce<Peak | null>((best, peak) => (peak.powerVa > (best?.powerVa ?? -1) ? peak : best), null)
}

/** Every step of the period: energy, mean power of the known days, peak, coverage, origin. */
export function periodTable(
  points: readonly StepFieldsFragment[],
  step: StepName,
  peaks: readonly Peak[] | null,
  words: Words,
  splits: readonly SplitFieldsFragment[] = [],
): Table {
  const buckets = bucketsOf(splits)
  const priced = splits.some(({ cost }) => cost !== null)
  const { t, format } = words
  return {
    columns: [
      t(`consumption.steps.${step}`),
      'kWh',
      ...buckets.map((bucket) => `kWh ${bucketName(bucket, words)}`),
      ...(priced ? ['€'] : []),
      t('consumption.table.mean'),
      ...(peaks ? [t('consumption.table.peak'), t('consumption.table.peakAt')] : []),
      t('charts.coverage'),
      t('consumption.table.origin'),
    ],
    rows: points.map((point, index) => {
      const split = splits[index]
      const parts = buckets.map((bucket) => (split ? splitWh(split, bucket) : null))
      const eur = split?.cost?.totalEur ?? null
      const { energyWh, coverage, origin } = point
      const hours = 24 * (coverage.expected === 0 ? daysBetween(point.from, point.to) : coverage.known)
      const mean = energyWh === null || hours === 0 ? null : Math.round(energyWh / hours)
      const peak = peaks && highestOf(peaks, point)
      const at = peak
        ? `${step === 'day' ? '' : `${format.day(peak.date, 'day')}, `}${format.time(peak.at)}`
        : ''
      const covered = `${coverage.known}/${coverage.expected}`
      const from = origin ? t(`consumption.origins.${origin}`) : ''
      return {
        cells: [
          stepTitle(point.from, step, words),
          energyWh === null ? t('charts.missing') : format.kwh(energyWh),
          ...parts.map((wh) => (wh === null ? '' : format.kwh(wh))),
          ...(priced ? [eur === null ? t('costs.unpriced') : format.euros(eur)] : []),
          mean === null ? '' : format.watts(mean),
          ...(peaks ? [peak ? format.kva(peak.powerVa) : '', at] : []),
          covered,
          from,
        ],
        raw: [
          point.from,
          energyWh === null ? null : energyWh / 1000,
          ...parts.map((wh) => (wh === null ? null : wh / 1000)),
          ...(priced ? [eur] : []),
          mean,
          ...(peaks ? [peak ? peak.powerVa / 1000 : null, peak?.at ?? null] : []),
          covered,
          from,
        ],
      }
    }),
  }
}
