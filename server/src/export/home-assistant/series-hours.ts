import type { DayRange, Instant } from '../../core/index.js'
import { startOf } from '../../core/index.js'
import type { PricedHour } from '../../tariffs/index.js'
import type { ExportSource } from '../export-source.js'
import { slugOf } from '../priced-days.js'
import type { StatisticSeries } from './statistic-series.js'

/** An hour of a statistic; Wh, or micro-euros. */
export interface SeriesHour {
  readonly startAt: Instant
  readonly amount: number
}

/** Known hours of a statistic, oldest first: an hour without a price is not there. */
export async function hoursOfSeries(
  source: ExportSource,
  { pdl, direction, counted: { quantity, bucket } }: StatisticSeries,
  range: DayRange,
): Promise<SeriesHour[]> {
  if (quantity === 'ENERGY' && bucket === null)
    return (await source.hours(pdl, direction, range)).map(({ startAt, energyWh }) => ({
      startAt,
      amount: energyWh,
    }))
  const days = await source.priced(pdl, direction, range)
  if (quantity === 'SUBSCRIPTION')
    return days.flatMap(({ day, subscription }) => rowOf(startOf(day), subscription))
  const amountOf = amountIn(quantity, bucket === null ? null : slugOf(bucket))
  return days.flatMap(({ hours }) => hours.flatMap((hour) => rowOf(hour.startAt, amountOf(hour))))
}

function amountIn(quantity: 'ENERGY' | 'COST', slug: string | null): (hour: PricedHour) => number | null {
  if (slug === null) return ({ cost }) => cost
  return ({ parts }) => {
    const part = parts.find((one) => slugOf(one.bucket) === slug)
    if (!part) return null
    return quantity === 'ENERGY' ? part.energyWh : part.cost
  }
}

function rowOf(startAt: Instant, amount: number | null): SeriesHour[] {
  return amount === null ? [] : [{ startAt, amount }]
}
