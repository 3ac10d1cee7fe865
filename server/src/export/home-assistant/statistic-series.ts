import type { Direction } from '../../core/index.js'
import type { ExportMeter } from '../export-source.js'
import type { IdNames } from './statistic-ids.js'
import { IDS } from './statistic-ids.js'

/** What a statistic counts: energy or money, of all of a meter's direction or of one bucket. */
export interface Counted {
  readonly quantity: 'ENERGY' | 'COST' | 'SUBSCRIPTION'
  /** null = all. */
  readonly bucket: string | null
}

/** One external statistic of Home Assistant. */
export interface StatisticSeries {
  /** `source:name`. */
  readonly id: string
  /** Shown in its pickers. */
  readonly name: string
  readonly pdl: string
  readonly direction: Direction
  readonly counted: Counted
  readonly unit: 'kWh' | 'Wh' | 'EUR'
}

/** By direction; none = no contract is known, and no cost. */
export type MeterBuckets = Readonly<Partial<Record<Direction, readonly string[]>>>

const WORDS: Readonly<Record<Direction, Readonly<Record<Counted['quantity'], string>>>> = {
  CONSUMPTION: { ENERGY: 'consommation', COST: 'coût', SUBSCRIPTION: 'abonnement' },
  PRODUCTION: { ENERGY: 'production', COST: 'revenu', SUBSCRIPTION: 'abonnement' },
}

/** Every statistic of a meter, in the order they are sent. */
export function seriesOf(meter: ExportMeter, buckets: MeterBuckets, names: IdNames): StatisticSeries[] {
  const { pdl } = meter
  const label = meter.name ?? pdl
  return meter.directions.flatMap((direction) =>
    countedOf(direction, buckets[direction] ?? [], names).flatMap((counted): StatisticSeries[] => {
      const id = IDS[names](pdl, direction, counted)
      const bucket = counted.bucket === null ? '' : ` ${counted.bucket.replaceAll('_', ' ')}`
      if (id === null) return []
      return [
        {
          id,
          name: `Linky ${label} – ${WORDS[direction][counted.quantity]}${bucket}`,
          pdl,
          direction,
          counted,
          unit: counted.quantity !== 'ENERGY' ? 'EUR' : names === 'ha_linky' ? 'Wh' : 'kWh',
        },
      ]
    }),
  )
}

/**
 * The former clients know no total beside their tariffs: theirs is that of a contract with one price, and stands for all
 * where no contract tells more.
 */
function countedOf(direction: Direction, buckets: readonly string[], names: IdNames): Counted[] {
  const total: Counted = { quantity: 'ENERGY', bucket: null }
  const cost: Counted = { quantity: 'COST', bucket: null }
  if (buckets.length === 0) return [total]
  if (direction === 'PRODUCTION' || names === 'ha_linky') return [total, cost]
  const each = (quantity: Counted['quantity']) => buckets.map((bucket) => ({ quantity, bucket }))
  if (names === 'own')
    return [total, ...each('ENERGY'), cost, ...each('COST'), { quantity: 'SUBSCRIPTION', bucket: null }]
  const isOneTariff = buckets.length === 1 && buckets[0] === 'BASE'
  return isOneTariff ? [total, cost] : [...each('ENERGY'), ...each('COST')]
}

/** What Home Assistant is told in a unit → the whole numbers we count in: Wh, or micro-euros. */
export function perUnit({ unit }: Pick<StatisticSeries, 'unit'>): number {
  return { kWh: 1000, Wh: 1, EUR: 1_000_000 }[unit]
}

/** The keys that Home Assistant takes in the description of a statistic: it refuses those of its other age. */
export type MetadataShape = 'mean_type' | 'has_mean'

const FIRST_WITH_MEAN_TYPE = [2025, 11] as const

export function shapeFor(version: string): MetadataShape {
  return isAtLeast(version, FIRST_WITH_MEAN_TYPE) ? 'mean_type' : 'has_mean'
}

export function otherShape(shape: MetadataShape): MetadataShape {
  return shape === 'mean_type' ? 'has_mean' : 'mean_type'
}

export function metadataOf({ id, name, unit }: StatisticSeries, shape: MetadataShape): object {
  return {
    ...(shape === 'mean_type'
      ? { mean_type: 0, unit_class: unit === 'EUR' ? null : 'energy' }
      : { has_mean: false }),
    has_sum: true,
    name,
    source: id.slice(0, id.indexOf(':')),
    statistic_id: id,
    unit_of_measurement: unit,
  }
}

/** `2026.3.0b2` against [2026, 3]; a version that cannot be read is taken for a new one. */
export function isAtLeast(version: string, [year, month]: readonly [number, number]): boolean {
  const [, foundYear, foundMonth] = /^(\d+)\.(\d+)/.exec(version) ?? []
  if (foundYear === undefined) return true
  return Number(foundYear) * 100 + Number(foundMonth) >= year * 100 + month
}
