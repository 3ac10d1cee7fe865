/** One reading as it travels; data faults may put anything in it. */
export type Reading = {
  readonly value: string | number | null
  readonly date: string
  readonly interval_length?: string
  readonly measure_type?: string
  readonly [extra: string]: string | number | null | undefined
}

export type ReadingType = {
  readonly [key: string]: string
}

export type MeterReading = {
  readonly usage_point_id: string
  readonly start: string
  readonly end: string
  readonly quality: string
  readonly reading_type: ReadingType
  readonly interval_reading: readonly Reading[]
}

export const DAILY_ENERGY: ReadingType = {
  measurement_kind: 'energy',
  measuring_period: 'P1D',
  unit: 'Wh',
  aggregate: 'sum',
}
export const LOAD_CURVE: ReadingType = { unit: 'W', measurement_kind: 'power', aggregate: 'average' }
export const MAX_POWER: ReadingType = {
  unit: 'VA',
  measurement_kind: 'power',
  aggregate: 'maximum',
  measuring_period: 'P1D',
}

/** Order of labels as text; equal labels keep the order they came in. */
export function byLabel(a: Reading, b: Reading): number {
  if (a.date === b.date) return 0
  return a.date < b.date ? -1 : 1
}
