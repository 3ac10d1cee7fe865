import type { CurveDayRow } from './readings.repository.js'
import type { Day, Instant } from '../core/index.js'
import { endOf, minutesOf, startOf } from '../core/index.js'

/** One Paris day of mean power, in columns. */
export interface CurveDay {
  readonly day: Day
  readonly startAt: Instant
  readonly stepMinutes: number
  /** One per slot; null = missing. */
  readonly watts: (number | null)[]
  /** Energy of what is held, whatever its step. */
  readonly energyWh: number
  readonly knownSlots: number
}

/**
 * Stored intervals of a day → as many slots as the day holds of its finest step (46, 48 or 50 half-hours).
 * A longer interval fills its slots with its mean, so that energy stays the same.
 * @param stepMinutes coarser step to average to; a slot that is not whole stays missing.
 */
export function curveDayOf({ day, starts, minutes, watts }: CurveDayRow, stepMinutes?: number): CurveDay {
  const finest = Math.min(...minutes)
  const midnight = startOf(day)
  const slots: (number | null)[] = Array.from({ length: minutesOf(day) / finest }, () => null)
  let wattMinutes = 0
  for (const [index, start] of starts.entries()) {
    const length = minutes[index] ?? finest
    const power = watts[index] ?? 0
    wattMinutes += power * length
    const first = Math.round((start * 1000 - midnight) / 60_000 / finest)
    for (let slot = first; slot < first + length / finest; slot++)
      if (slot < slots.length) slots[slot] = power
  }
  const step = stepMinutes === undefined ? finest : Math.max(finest, stepMinutes)
  const averaged = step === finest ? slots : averages(slots, step / finest)
  const knownSlots = averaged.reduce<number>((count, power) => (power === null ? count : count + 1), 0)
  return {
    day,
    startAt: midnight,
    stepMinutes: step,
    watts: averaged,
    energyWh: wattMinutes / 60,
    knownSlots,
  }
}

function averages(slots: readonly (number | null)[], size: number): (number | null)[] {
  return Array.from({ length: Math.ceil(slots.length / size) }, (_, index) => {
    const group = slots.slice(index * size, (index + 1) * size)
    const known = group.filter((power) => power !== null)
    return known.length < size ? null : Math.round(known.reduce((sum, power) => sum + power, 0) / size)
  })
}

/** Slots of a step that a day holds. */
export function slotsOf(day: Day, stepMinutes: number): number {
  return (endOf(day) - startOf(day)) / 60_000 / stepMinutes
}
