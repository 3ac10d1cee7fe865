import type { Day } from '../core/index.js'
import { minutesOf, startOf } from '../core/index.js'
import type { CurveDayRow } from '../readings/index.js'

/** Minutes. */
export const HALF_HOUR = 30

/** Energy of each half-hour of a day, Wh; null where the curve does not cover it whole. */
export type HalfHours = readonly (number | null)[]

/** A longer interval is spread evenly over its half-hours, shorter ones add up. */
export function halfHoursOf({ day, starts, minutes, watts }: CurveDayRow): HalfHours {
  const count = minutesOf(day) / HALF_HOUR
  const energy = new Float64Array(count)
  const covered = new Float64Array(count)
  const midnight = startOf(day) / 1000
  for (const [index, start] of starts.entries()) {
    const from = (start - midnight) / 60
    const to = from + (minutes[index] ?? 0)
    for (let slot = Math.floor(from / HALF_HOUR); slot * HALF_HOUR < to && slot < count; slot++) {
      const shared = Math.min(to, (slot + 1) * HALF_HOUR) - Math.max(from, slot * HALF_HOUR)
      covered[slot] = (covered[slot] ?? 0) + shared
      energy[slot] = (energy[slot] ?? 0) + ((watts[index] ?? 0) * shared) / 60
    }
  }
  return Array.from(energy, (wh, slot) => ((covered[slot] ?? 0) >= HALF_HOUR ? wh : null))
}

/** Several meters of one home: known where each of them is. */
export function together(curves: readonly HalfHours[]): HalfHours {
  const [first = [], ...others] = curves
  return first.map((wh, slot) =>
    others.reduce<number | null>((sum, other) => {
      const more = other[slot] ?? null
      return sum === null || more === null ? null : sum + more
    }, wh),
  )
}

/** What a home did in the half-hours where drawn, injected and made are all known. */
export interface HomeDay {
  readonly drawnWh: number
  readonly injectedWh: number
  readonly producedWh: number
  readonly selfConsumedWh: number
  /** Cost of the energy not drawn; null when a price is not known. Micro-euros. */
  readonly saved: number | null
  readonly knownSlots: number
}

/** @param priceOf cost of that energy in that half-hour, micro-euros. */
export function homeDay(
  { drawn, injected, produced }: Record<'drawn' | 'injected' | 'produced', HalfHours>,
  priceOf: (slot: number, energyWh: number) => number | null,
): HomeDay {
  const day = { drawnWh: 0, injectedWh: 0, producedWh: 0, selfConsumedWh: 0, knownSlots: 0 }
  let saved: number | null = 0
  for (const [slot, made] of produced.entries()) {
    const [took, gave] = [drawn[slot] ?? null, injected[slot] ?? null]
    if (made === null || took === null || gave === null) continue
    const used = Math.max(0, made - gave)
    day.drawnWh += took
    day.injectedWh += gave
    day.producedWh += made
    day.selfConsumedWh += used
    day.knownSlots++
    const cost: number | null = used === 0 ? 0 : priceOf(slot, used)
    saved = saved === null || cost === null ? null : saved + cost
  }
  return { ...day, saved }
}

export function slotsOfDay(day: Day): number {
  return minutesOf(day) / HALF_HOUR
}
