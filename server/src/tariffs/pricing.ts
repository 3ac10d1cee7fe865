import type { Day } from '../core/index.js'
import { minutesOf, startOf } from '../core/index.js'
import { BucketSums } from './bucket-sums.js'
import type { BucketCost } from './bucket-sums.js'
import type { DayCells } from './day-cells.js'
import type { MicroEur } from './money.js'
import { costOf } from './money.js'
import { UNSPLIT } from './paint.js'
import { DAY_MINUTES } from './windows.js'

/** Slots of one Paris day, in columns; the daily total when it is known. */
export interface DayEnergy {
  readonly day: Day
  /** Seconds since 1970 of each slot's start. */
  readonly starts: readonly number[]
  readonly minutes: readonly number[]
  readonly watts: readonly number[]
  /** Index difference over the day, Wh; null = not known. */
  readonly totalWh: number | null
}

/** What one day cost under one offer; buckets add up to the day's energy. */
export interface DayCost {
  readonly day: Day
  readonly energyWh: number
  readonly buckets: ReadonlyMap<string, BucketCost>
  /** Curve and daily total differ by more than a tenth: nothing was scaled. */
  readonly isInconsistent: boolean
}

/** Mean power by half-hour of the wall clock, W: 48 values. */
export type MeanDay = ArrayLike<number>

const [LEAST_FACTOR, MOST_FACTOR] = [0.9, 1.1]
const HALF_HOUR = 30

/** How a curve is brought to the known total of its day. */
export function scaleOf({ day, minutes, watts, totalWh }: Omit<DayEnergy, 'starts'>): {
  scale: number
  isWhole: boolean
  isInconsistent: boolean
  curveWh: number
} {
  let [wattMinutes, covered] = [0, 0]
  for (let slot = 0; slot < watts.length; slot++) {
    const length = minutes[slot] ?? 0
    covered += length
    wattMinutes += (watts[slot] ?? 0) * length
  }
  const curveWh = wattMinutes / 60
  const isWhole = covered >= minutesOf(day)
  const factor = totalWh !== null && curveWh > 0 && isWhole ? totalWh / curveWh : 1
  const isInconsistent = factor < LEAST_FACTOR || factor > MOST_FACTOR
  return { scale: isInconsistent ? 1 : factor, isWhole, isInconsistent, curveWh }
}

/**
 * Energy of a day → its buckets and their cost. The curve is scaled to the known total, so that buckets add up to it; a slot
 * across a boundary is cut in proportion; what no slot tells goes to the day's only bucket, else where the mean day puts it,
 * else it stays unsplit. Pure; rounds once per slot and bucket, so that costs add up over any cut of a period.
 * @param meanDay the home on such a day; null = no guess is made.
 */
export function priceDay(energy: DayEnergy, cells: DayCells, meanDay: MeanDay | null = null): DayCost {
  const { day, starts, minutes, watts, totalWh } = energy
  const { scale, isWhole, isInconsistent, curveWh } = scaleOf(energy)
  const sums = new BucketSums(cells.cells)
  const midnight = startOf(day) / 1000
  const shift = wallShift(day)
  for (let slot = 0; slot < starts.length; slot++) {
    const length = minutes[slot] ?? 0
    const from = shift(Math.round(((starts[slot] ?? 0) - midnight) / 60))
    const energyWh = ((watts[slot] ?? 0) * length * scale) / 60
    const to = from + length
    if ((cells.runEnd[from] ?? 0) >= to) sums.spend(energyWh, cells.byMinute[from] ?? 0)
    else for (const [cell, share] of partsOf(cells, from, to)) sums.spend((energyWh * share) / length, cell)
  }
  const rest = totalWh === null || isWhole ? 0 : Math.max(0, totalWh - curveWh)
  if (rest > 0) spreadRest(sums, rest, energy, cells, meanDay)
  return { day, energyWh: sums.energyWh, buckets: sums.byBucket(), isInconsistent }
}

/** Cells of the minutes [from, to) of the wall clock, and how many minutes each has. */
export function partsOf({ byMinute, runEnd }: DayCells, from: number, to: number): Map<number, number> {
  const parts = new Map<number, number>()
  for (let minute = from; minute < to;) {
    const wall = minute % DAY_MINUTES
    const end = Math.min(to, minute - wall + (runEnd[wall] ?? DAY_MINUTES))
    const cell = byMinute[wall] ?? 0
    parts.set(cell, (parts.get(cell) ?? 0) + end - minute)
    minute = end
  }
  return parts
}

/** Cost of a run of energy; null when a part of it has no price. */
export function costOfParts(
  cells: DayCells,
  from: number,
  length: number,
  energyWh: number,
): MicroEur | null {
  let cost = 0
  for (const [cell, share] of partsOf(cells, from, from + length)) {
    const price = cells.cells[cell]?.price ?? null
    if (price === null) return null
    cost += costOf((energyWh * share) / length, price)
  }
  return cost
}

function spreadRest(
  sums: BucketSums,
  restWh: number,
  { day, starts, minutes }: DayEnergy,
  { cells, byMinute, runEnd }: DayCells,
  meanDay: MeanDay | null,
): void {
  if (runEnd[0] === DAY_MINUTES) {
    sums.spend(restWh, byMinute[0] ?? 0)
    return
  }
  if (meanDay === null) {
    sums.leaveUnsplit(UNSPLIT, restWh)
    return
  }
  const isKnown = new Uint8Array(DAY_MINUTES)
  const shift = wallShift(day)
  for (const [slot, start] of starts.entries()) {
    const from = shift(Math.round((start - startOf(day) / 1000) / 60))
    isKnown.fill(1, from, from + (minutes[slot] ?? 0))
  }
  const weights = new Float64Array(cells.length)
  let total = 0
  for (let minute = 0; minute < DAY_MINUTES; minute++) {
    if (isKnown[minute]) continue
    const weight = meanDay[Math.floor(minute / HALF_HOUR)] ?? 0
    const cell = byMinute[minute] ?? 0
    weights[cell] = (weights[cell] ?? 0) + weight
    total += weight
  }
  if (total === 0) sums.leaveUnsplit(UNSPLIT, restWh)
  else
    for (const [cell, weight] of weights.entries())
      if (weight > 0) sums.guess((restWh * weight) / total, cell)
}

/** Minutes since midnight → minutes on the wall: they part after the change of 02:00 (spring) or 03:00 (autumn). */
export function wallShift(day: Day): (elapsed: number) => number {
  const length = minutesOf(day)
  if (length < DAY_MINUTES) return (elapsed) => (elapsed < 120 ? elapsed : elapsed + 60)
  if (length > DAY_MINUTES) return (elapsed) => (elapsed < 180 ? elapsed : elapsed - 60)
  return (elapsed) => elapsed
}
