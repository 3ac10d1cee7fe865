import type { Dataset, Day, DayRange, Instant } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'

/** One value at one instant, in ms since 1970. */
export interface Sample {
  readonly at: Instant
  readonly value: number
}

/** A metric and its labels, as VictoriaMetrics tells series apart. */
export interface SeriesId {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** The part of what may leave that makes series with a history. */
export type Readings = Pick<
  ExportSource,
  'now' | 'days' | 'slots' | 'priced' | 'peaks' | 'tempoDays' | 'ecowatt'
>

/** A family of series that keeps history: one narrow series per meter and local year. */
export interface Definition {
  /** Stable: kept in the memory of a target. */
  readonly id: string
  readonly name: string
  /** Beside the meter's and the year's. */
  readonly labels: Readonly<Record<string, string>>
  /** null: of no meter. */
  readonly meterLabel: 'pdl' | 'usage_point_id' | null
  readonly unit: string
  readonly meaning: string
  readonly stampedAt: string
  /** Its values of a day add up. */
  readonly additive?: true
  /** Datasets whose changed days change it. */
  readonly fedBy: readonly Dataset[]
  /** Day whose sample a changed day changes. */
  readonly stampDay?: (day: Day) => Day
  /** Samples stamped in these days, oldest first. */
  readonly read: (source: Readings, pdl: string, range: DayRange) => Promise<readonly Sample[]>
}

/** A family of series that only tells what is true now. */
export interface Gauge {
  readonly name: string
  readonly labels: readonly string[]
  readonly unit: string
  readonly meaning: string
}

/** Labels that are ours: a proxy may add others. */
const OURS = new Set([
  'bucket',
  'color',
  'counter',
  'day',
  'direction',
  'granularity',
  'kind',
  'pdl',
  'usage_point_id',
  'year',
])

export function seriesOf(definition: Definition, pdl: string | null, year: string): SeriesId {
  const meter = definition.meterLabel === null || pdl === null ? {} : { [definition.meterLabel]: pdl }
  return { name: definition.name, labels: { ...meter, ...definition.labels, year } }
}

/** `linky_power_watts{direction="consumption",pdl="…",year="2026"}`: one text per series, whatever else a proxy added. */
export function keyOf({ name, labels }: SeriesId): string {
  const pairs = Object.entries(labels)
    .filter(([label]) => OURS.has(label))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `${name}{${pairs.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',')}}`
}

/** A selector of exactly this series. @param more further conditions, ready to be written. */
export function selectorOf({ name, labels }: SeriesId, ...more: readonly string[]): string {
  const conditions = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  return `{${[`__name__=${JSON.stringify(name)}`, ...conditions, ...more].join(',')}}`
}

export function yearOf(day: Day): string {
  return day.slice(0, 4)
}
