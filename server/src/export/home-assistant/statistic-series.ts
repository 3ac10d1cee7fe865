import type { Direction } from '../../core/index.js'
import type { ExportMeter } from '../export-source.js'

/** Whose statistic ids to write: our own, or those of a client whose history goes on. */
export const ID_NAMES = ['own', 'reference', 'v1', 'ha_linky'] as const
export type IdNames = (typeof ID_NAMES)[number]

/** One external statistic of Home Assistant. */
export interface StatisticSeries {
  /** `source:name`. */
  readonly id: string
  /** Shown in its pickers. */
  readonly name: string
  readonly pdl: string
  readonly direction: Direction
  readonly unit: 'kWh' | 'Wh'
}

const IDS: Readonly<Record<IdNames, (pdl: string) => Readonly<Record<Direction, string>>>> = {
  own: (pdl) => ({
    CONSUMPTION: `myelectricaldata:${pdl}_consumption`,
    PRODUCTION: `myelectricaldata:${pdl}_production`,
  }),
  reference: (pdl) => ({
    CONSUMPTION: `myelectricaldata:consumption_${pdl}_base`,
    PRODUCTION: `myelectricaldata:production_${pdl}`,
  }),
  v1: (pdl) => ({
    CONSUMPTION: `myelectricaldata:${pdl}_base_consumption`,
    PRODUCTION: `myelectricaldata:${pdl}_production`,
  }),
  ha_linky: (pdl) => ({ CONSUMPTION: `linky:${pdl}`, PRODUCTION: `linky_prod:${pdl}` }),
}

const WORDS: Readonly<Record<Direction, string>> = { CONSUMPTION: 'consommation', PRODUCTION: 'production' }

/** Every statistic of a meter, in the order they are sent. */
export function seriesOf(meter: ExportMeter, names: IdNames): StatisticSeries[] {
  const ids = IDS[names](meter.pdl)
  return meter.directions.map((direction) => ({
    id: ids[direction],
    name: `Linky ${meter.name ?? meter.pdl} – ${WORDS[direction]}`,
    pdl: meter.pdl,
    direction,
    unit: names === 'ha_linky' ? 'Wh' : 'kWh',
  }))
}

export function whPerUnit({ unit }: StatisticSeries): number {
  return unit === 'kWh' ? 1000 : 1
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
    ...(shape === 'mean_type' ? { mean_type: 0, unit_class: 'energy' } : { has_mean: false }),
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
