import type { Instant } from '../core/index.js'
import { startOf } from '../core/index.js'
import type { HourPart, MicroEur, PricedDay, PricedHour, PricedSlot } from '../tariffs/index.js'
import type { ExportPrice, ExportPrices } from './export-source.js'

/** A day whose hours may not leave: all of it at its midnight. */
export function atMidnight(day: PricedDay): PricedDay {
  if (day.hours.length === 0) return day
  return { ...day, hours: [{ startAt: startOf(day.day), parts: bucketsOfDay(day), cost: sumOf(day.hours) }] }
}

/** Energy and cost of a day by bucket. */
export function bucketsOfDay({ hours }: Pick<PricedDay, 'hours'>): HourPart[] {
  const parts = new Map<string, HourPart>()
  for (const { bucket, energyWh, cost } of hours.flatMap((hour) => hour.parts)) {
    const sum = parts.get(bucket) ?? { bucket, energyWh: 0, cost: 0 }
    sum.energyWh += energyWh
    sum.cost = sum.cost === null || cost === null ? null : sum.cost + cost
    parts.set(bucket, sum)
  }
  return [...parts.values()]
}

/** Price steps from now on → what a person asks of them. */
export function pricesFrom(
  steps: readonly PricedSlot[],
  prices: Readonly<Record<string, MicroEur>>,
  now: Instant,
): ExportPrices | null {
  const current = steps.find(({ from, to }) => from <= now && now < to)
  const next = steps.find(
    ({ from, bucket, price }) => from > now && (bucket !== current?.bucket || price !== current.price),
  )
  if (steps.length === 0) return null
  return {
    now: current ? priceOf(current) : null,
    nextChangeAt: next?.from ?? null,
    next: next ? priceOf(next) : null,
    buckets: Object.entries(prices).map(([bucket, perKwh]) => ({ bucket, perKwh })),
  }
}

function priceOf({ bucket, offPeak, price }: PricedSlot): ExportPrice {
  return { bucket, isOffPeak: offPeak, perKwh: price }
}

function sumOf(hours: readonly PricedHour[]): MicroEur | null {
  return hours.reduce<MicroEur | null>(
    (sum, { cost }) => (sum === null || cost === null ? null : sum + cost),
    0,
  )
}

/** The name of a bucket where names are small letters, digits and single underscores. */
export function slugOf(bucket: string): string {
  return bucket
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
}
