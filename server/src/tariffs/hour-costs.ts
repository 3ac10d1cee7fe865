import type { Day, Instant } from '../core/index.js'
import { endOf, startOf } from '../core/index.js'
import type { Cell, DayCells } from './day-cells.js'
import type { MeterPricer } from './meter-pricer.js'
import type { MicroEur } from './money.js'
import { costOf } from './money.js'
import { UNSPLIT } from './paint.js'
import type { DayEnergy } from './pricing.js'
import { partsOf, scaleOf, wallShift } from './pricing.js'
import { DAY_MINUTES } from './windows.js'

/** Energy of one bucket within one UTC hour. */
export interface HourPart {
  readonly bucket: string
  energyWh: number
  /** null = a part of it has no price. */
  cost: MicroEur | null
}

export interface PricedHour {
  readonly startAt: Instant
  /** Only buckets that are known: what is in none is in the total alone. */
  readonly parts: readonly HourPart[]
  /** null = not all of the hour has a price. */
  readonly cost: MicroEur | null
}

export interface PricedDay {
  readonly day: Day
  readonly energyWh: number
  /** Its total is not the index yet: the hours will be scaled to another one. */
  readonly isProvisional: boolean
  /** Oldest first. */
  readonly hours: readonly PricedHour[]
  /** Of all its energy; null = a part of it has no price, or is in no bucket. */
  readonly cost: MicroEur | null
  /** null = no contract, or no price. */
  readonly subscription: MicroEur | null
}

const HOUR = 60 * 60_000
const MINUTE = 60_000

/**
 * Energy of a day → its UTC hours by bucket, with their cost. Rounds as `priceDay` does, once per slot and bucket: the hours
 * of a day add up to its cost. What no slot tells goes to the last known hour, or to local midnight, when the day has one
 * bucket only; else it is in none. Nothing is guessed: a mean day changes with each new curve.
 */
export function priceHours(
  energy: DayEnergy,
  cells: DayCells,
): Pick<PricedDay, 'energyWh' | 'hours' | 'cost'> {
  const { day, starts, minutes, watts, totalWh } = energy
  const { scale, isWhole, curveWh } = scaleOf(energy)
  const hours = new HourSums(day)
  const midnight = startOf(day)
  const shift = wallShift(day)
  for (const [slot, start] of starts.entries()) {
    const length = minutes[slot] ?? 0
    const startAt = start * 1000
    const from = shift(Math.round((startAt - midnight) / MINUTE))
    const energyWh = ((watts[slot] ?? 0) * length * scale) / 60
    if ((cells.runEnd[from] ?? 0) >= from + length)
      hours.spend(startAt, length, energyWh, cells.cells[cells.byMinute[from] ?? 0])
    else
      for (const [cell, share] of partsOf(cells, from, from + length))
        hours.spend(startAt, length, (energyWh * share) / length, cells.cells[cell])
  }
  const restWh = totalWh === null || isWhole ? 0 : Math.max(0, totalWh - curveWh)
  const only = cells.runEnd[0] === DAY_MINUTES ? cells.cells[cells.byMinute[0] ?? 0] : undefined
  if (restWh > 0 && only) hours.spend(hours.last ?? midnight, 0, restWh, only)
  const priced = hours.finish()
  const isPriced = (restWh === 0 || only !== undefined) && priced.every(({ cost }) => cost !== null)
  return {
    energyWh: curveWh * scale + restWh,
    hours: priced,
    cost: isPriced && priced.length > 0 ? priced.reduce((sum, { cost }) => sum + (cost ?? 0), 0) : null,
  }
}

export function pricedDay(energy: DayEnergy, pricer: MeterPricer, isProvisional = false): PricedDay {
  const { day } = energy
  return {
    day,
    isProvisional,
    ...priceHours(energy, pricer.cellsOn(day)),
    subscription: pricer.subscriptionOn(day),
  }
}

/** Whether a bucket says at what rate energy is billed. */
export function isKnownBucket(bucket: string): boolean {
  return bucket !== UNSPLIT && !bucket.startsWith('TEMPO_UNKNOWN_')
}

class HourSums {
  private readonly hours = new Map<Instant, { parts: HourPart[]; cost: MicroEur | null }>()
  private readonly end: Instant

  constructor(day: Day) {
    this.end = endOf(day)
  }

  get last(): Instant | undefined {
    return [...this.hours.keys()].at(-1)
  }

  /** Energy of a slot at one price. What would pass midnight stays in the last hour of its day. */
  spend(startAt: Instant, minutes: number, energyWh: number, cell: Cell | undefined): void {
    if (!cell) return
    const cost = cell.price === null ? null : costOf(energyWh, cell.price)
    const slotEnd = startAt + minutes * MINUTE
    let [givenWh, given] = [0, 0]
    for (let from = startAt; from < slotEnd || from === startAt;) {
      const hour = Math.floor(from / HOUR) * HOUR
      const to = hour + HOUR >= Math.min(slotEnd, this.end) ? slotEnd : hour + HOUR
      const ratio = to === slotEnd ? 1 : (to - startAt) / (slotEnd - startAt)
      const [dueWh, due] = [energyWh * ratio, cost === null ? null : Math.round(cost * ratio)]
      this.add(hour, cell.bucket, dueWh - givenWh, due === null ? null : due - given)
      ;[givenWh, given] = [dueWh, due ?? 0]
      if (to === from) break
      from = to
    }
  }

  finish(): PricedHour[] {
    return [...this.hours]
      .map(([startAt, { parts, cost }]) => ({
        startAt,
        parts: parts.filter(({ bucket }) => isKnownBucket(bucket)),
        cost,
      }))
      .sort((a, b) => a.startAt - b.startAt)
  }

  private add(hour: Instant, bucket: string, energyWh: number, cost: MicroEur | null): void {
    let sums = this.hours.get(hour)
    if (!sums) this.hours.set(hour, (sums = { parts: [], cost: 0 }))
    sums.cost = plus(sums.cost, cost)
    const part = sums.parts.find((one) => one.bucket === bucket)
    if (!part) sums.parts.push({ bucket, energyWh, cost })
    else {
      part.energyWh += energyWh
      part.cost = plus(part.cost, cost)
    }
  }
}

function plus(a: MicroEur | null, b: MicroEur | null): MicroEur | null {
  return a === null || b === null ? null : a + b
}
