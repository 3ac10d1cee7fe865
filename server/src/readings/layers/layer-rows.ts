import type { Day, DayRange, Instant, SeriesDataset } from '../../core/index.js'
import { addDays, dayOf, endOf, InvalidInput } from '../../core/index.js'

/** An interval; null = erased. Whole watts. */
export interface LayerSlot {
  readonly startAt: Instant
  /** 1 to 60. */
  readonly minutes: number
  readonly powerW: number | null
}

/** Energy of a day; null = erased. Whole Wh. */
export interface LayerDay {
  readonly day: Day
  readonly energyWh: number | null
}

/** Peak of a day. */
export interface LayerPeak {
  readonly day: Day
  readonly at: Instant
  readonly powerVa: number
}

export type CurveDataset = 'CONSUMPTION_CURVE' | 'PRODUCTION_CURVE' | 'SOLAR_CURVE'
export type DayDataset = Exclude<SeriesDataset, 'CONSUMPTION_CURVE' | 'PRODUCTION_CURVE'>

/** Some values of one dataset, in any order. Within a batch no two intervals overlap. */
export type LayerRows =
  | { readonly dataset: CurveDataset; readonly rows: readonly LayerSlot[] }
  | { readonly dataset: 'CONSUMPTION_DAILY' | 'PRODUCTION_DAILY'; readonly rows: readonly LayerDay[] }
  | { readonly dataset: 'MAX_POWER'; readonly rows: readonly LayerPeak[] }

const ROWS_PER_STEP = 10_000
const LARGEST = 2 ** 31 - 1

export function isCurve(chunk: LayerRows): chunk is Extract<LayerRows, { readonly dataset: CurveDataset }> {
  return chunk.dataset.endsWith('_CURVE')
}

/** Cuts into steps that fit in memory. */
export function* inSteps<R>(rows: readonly R[]): Generator<readonly R[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STEP) yield rows.slice(from, from + ROWS_PER_STEP)
}

/** Oldest first; throws InvalidInput when two overlap or one is impossible. */
export function checkedSlots(rows: readonly LayerSlot[]): LayerSlot[] {
  const sorted = [...rows].sort((a, b) => a.startAt - b.startAt)
  for (const [index, { startAt, minutes, powerW }] of sorted.entries()) {
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60)
      throw new InvalidInput('An interval lasts 1 to 60 minutes.')
    checkAmount(powerW)
    const next = sorted[index + 1]
    if (next && next.startAt < startAt + minutes * 60_000) throw new InvalidInput('Two intervals overlap.')
  }
  return sorted
}

/** One value per day: the last one said. */
export function checkedDays(rows: readonly LayerDay[]): LayerDay[] {
  for (const { energyWh } of rows) checkAmount(energyWh)
  return [...new Map(rows.map((row) => [row.day, row])).values()]
}

export function checkedPeaks(rows: readonly LayerPeak[]): LayerPeak[] {
  for (const { powerVa } of rows) checkAmount(powerVa)
  return [...new Map(rows.map((row) => [row.day, row])).values()]
}

function checkAmount(amount: number | null): void {
  if (amount !== null && !(amount >= 0 && amount <= LARGEST))
    throw new InvalidInput('A value is a number from 0 to 2,147,483,647.')
}

/** Days in which intervals, oldest first, start. */
export function daysOfSlots(slots: readonly { readonly startAt: Instant }[]): Day[] {
  const days: Day[] = []
  let end = -Infinity
  for (const { startAt } of slots) {
    if (startAt < end) continue
    const day = dayOf(startAt)
    days.push(day)
    end = endOf(day)
  }
  return days
}

/** From the first of the days, sorted or not, to the day after the last. */
export function spanOfDays(days: readonly Day[]): DayRange {
  const sorted = [...days].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) throw new InvalidInput('There is no value.')
  return { from: first, to: addDays(last, 1) }
}
