import type { Day, Instant } from './time/paris.js'

/** Drawn from the grid, or injected into it. */
export type Direction = 'CONSUMPTION' | 'PRODUCTION'

/** The series of a meter, each asked day by day. */
export const SERIES_DATASETS = [
  'CONSUMPTION_DAILY',
  'CONSUMPTION_CURVE',
  'PRODUCTION_DAILY',
  'PRODUCTION_CURVE',
  'MAX_POWER',
] as const
export type SeriesDataset = (typeof SERIES_DATASETS)[number]

/** The series that are kept of a meter: also true production, which the gateway does not know. */
export const STORED_DATASETS = [...SERIES_DATASETS, 'SOLAR_CURVE'] as const
export type StoredDataset = (typeof STORED_DATASETS)[number]

/** Everything that is fetched, kept or exported. NOTICES: alerts, exported only. */
export const DATASETS = [
  ...STORED_DATASETS,
  'USAGE_POINTS',
  'CONTRACT',
  'ADDRESS',
  'TEMPO',
  'TEMPO_FORECAST',
  'ECOWATT',
  'OFFERS',
  'NOTICES',
] as const
export type Dataset = (typeof DATASETS)[number]

/** One quantity of one meter. */
export interface Series {
  /** 14 digits, leading zero kept. */
  readonly pdl: string
  readonly dataset: SeriesDataset
}

/** One quantity kept of one meter. */
export interface StoredSeries {
  readonly pdl: string
  readonly dataset: StoredDataset
}

export function seriesKey({ pdl, dataset }: Series): string {
  return `${pdl}/${dataset}`
}

export function directionOf(dataset: SeriesDataset): Direction {
  return dataset.startsWith('PRODUCTION') ? 'PRODUCTION' : 'CONSUMPTION'
}

/** Energy of one Paris day. */
export interface DailyReading {
  readonly day: Day
  readonly energyWh: number
}

/** Mean power over one interval. */
export interface CurveReading {
  readonly startAt: Instant
  readonly minutes: number
  readonly powerW: number
}

/** Highest apparent power of one Paris day. */
export interface MaxPowerReading {
  readonly day: Day
  readonly at: Instant
  readonly powerVa: number
}

export type TempoColor = 'BLUE' | 'WHITE' | 'RED'

/** 0 low-carbon, 1 normal, 2 tense, 3 very tense. */
export type EcowattLevel = 0 | 1 | 2 | 3
