import type { Day } from '../core/index.js'
import { minutesOf, startOf, wallClockOf } from '../core/index.js'
import type { Cell, DayCells } from './day-cells.js'
import { UNSPLIT } from './day-cells.js'
import type { MicroEur } from './money.js'
import { costOf } from './money.js'
import { DAY_MINUTES } from './windows.js'

/** Slots of one Paris day, in columns; the daily total when it is known. */
export interface DayEnergy {
  readonly day: Day
  /** Seconds since 1970 of each slot's start, oldest first. */
  readonly starts: readonly number[]
  readonly minutes: readonly number[]
  readonly watts: readonly number[]
  /** Index difference over the day, Wh; null = not known. */
  readonly totalWh: number | null
}

export interface BucketCost {
  energyWh: number
  /** Energy that has a price; the rest is counted apart, never at zero. */
  pricedWh: number
  cost: MicroEur
  low: MicroEur
  high: MicroEur
  /** The bounds are not known: at least one price is missing on a side. */
  isOpen: boolean
}

/** What one day cost under one offer; buckets add up to the day's energy. */
export interface DayCost {
  readonly day: Day
  readonly energyWh: number
  readonly buckets: ReadonlyMap<string, BucketCost>
  /** Curve and daily total differ by more than a tenth: nothing was scaled. */
  readonly isInconsistent: boolean
}

const [LEAST_FACTOR, MOST_FACTOR] = [0.9, 1.1]

/**
 * Energy of a day → its buckets and their cost. The curve is scaled to the known total, so that buckets add up to it; a slot
 * across a boundary is cut in proportion; what no slot tells goes to the day's only bucket, else it stays unsplit.
 * Pure; rounds once per slot and bucket, so that costs add up over any cut of a period.
 */
export function priceDay(
  { day, starts, minutes, watts, totalWh }: DayEnergy,
  { cells, byMinute }: DayCells,
): DayCost {
  const buckets = new Map<string, BucketCost>()
  const curveWh = sumOf(minutes, watts)
  const covered = minutes.reduce((sum, length) => sum + length, 0)
  const isWhole = covered >= minutesOf(day)
  const factor = totalWh !== null && curveWh > 0 && isWhole ? totalWh / curveWh : 1
  const isInconsistent = factor < LEAST_FACTOR || factor > MOST_FACTOR
  const scale = isInconsistent ? 1 : factor
  const wallMinuteOf = wallMinutes(day)
  const inCell = new Uint16Array(cells.length)

  const spend = (energyWh: number, index: number) => {
    const cell = cells[index]
    if (!cell) return
    const bucket = bucketIn(buckets, cell.bucket)
    bucket.energyWh += energyWh
    if (cell.price !== null) {
      const cost = costOf(energyWh, cell.price)
      bucket.pricedWh += energyWh
      bucket.cost += cost
      bucket.low += cost
      bucket.high += cost
      return
    }
    if (cell.low === null || cell.high === null) bucket.isOpen = true
    bucket.low += cell.low === null ? 0 : costOf(energyWh, cell.low)
    bucket.high += cell.high === null ? 0 : costOf(energyWh, cell.high)
  }

  for (const [index, start] of starts.entries()) {
    const length = minutes[index] ?? 0
    const energyWh = ((watts[index] ?? 0) * length * scale) / 60
    const from = wallMinuteOf(start)
    const first = byMinute[from] ?? 0
    let isOne = true
    inCell.fill(0)
    for (let minute = from; minute < from + length; minute++) {
      const cell = byMinute[minute % DAY_MINUTES] ?? 0
      inCell[cell] = (inCell[cell] ?? 0) + 1
      isOne &&= cell === first
    }
    if (isOne) spend(energyWh, first)
    else for (const [cell, share] of inCell.entries()) if (share > 0) spend((energyWh * share) / length, cell)
  }

  const rest = totalWh === null || isWhole ? 0 : Math.max(0, totalWh - curveWh)
  if (rest > 0) {
    const only = byMinute.every((cell) => cell === byMinute[0]) ? byMinute[0] : undefined
    if (only !== undefined) spend(rest, only)
    else leaveUnsplit(bucketIn(buckets, UNSPLIT), rest, cells)
  }
  const energyWh = [...buckets.values()].reduce((sum, bucket) => sum + bucket.energyWh, 0)
  return { day, energyWh, buckets, isInconsistent }
}

function bucketIn(buckets: Map<string, BucketCost>, code: string): BucketCost {
  const bucket = buckets.get(code) ?? { energyWh: 0, pricedWh: 0, cost: 0, low: 0, high: 0, isOpen: false }
  buckets.set(code, bucket)
  return bucket
}

/** Energy of a day that no slot tells: between the cheapest and the dearest of its prices. */
function leaveUnsplit(bucket: BucketCost, energyWh: number, cells: readonly Cell[]): void {
  bucket.energyWh += energyWh
  const lows = cells.map(({ low }) => low).filter((price) => price !== null)
  const highs = cells.map(({ high }) => high).filter((price) => price !== null)
  if (lows.length < cells.length || highs.length < cells.length) bucket.isOpen = true
  bucket.low += lows.length === 0 ? 0 : costOf(energyWh, Math.min(...lows))
  bucket.high += highs.length === 0 ? 0 : costOf(energyWh, Math.max(...highs))
}

function sumOf(minutes: readonly number[], watts: readonly number[]): number {
  let wattMinutes = 0
  for (const [index, power] of watts.entries()) wattMinutes += power * (minutes[index] ?? 0)
  return wattMinutes / 60
}

/** Seconds since 1970 → minute on the wall; the zone is asked slot by slot only on the two days that change. */
function wallMinutes(day: Day): (start: number) => number {
  const midnight = startOf(day) / 1000
  if (minutesOf(day) === DAY_MINUTES) return (start) => Math.round((start - midnight) / 60)
  return (start) => {
    const { hour, minute } = wallClockOf(start * 1000)
    return hour * 60 + minute
  }
}
