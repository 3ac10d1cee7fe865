import type { Day, DayRange } from '../core/index.js'
import { addDays, addYears, daysOf, lengthOf } from '../core/index.js'
import type { MeterEnergy } from './energy-points.js'
import { expectedRange } from './coverage.js'

export type ComparisonKind = 'LAST_YEAR' | 'LAST_YEAR_WEEKDAYS' | 'LAST_WEEK' | 'PREVIOUS'

/** Under this share of days known in both, no change is said. */
const ENOUGH = 0.9

/** The day that a day is compared with; null: it has none (29 February). */
export function counterpartOf(day: Day, kind: ComparisonKind, range: DayRange): Day | null {
  switch (kind) {
    case 'LAST_YEAR':
      return day.endsWith('-02-29') ? null : addYears(day, -1)
    case 'LAST_YEAR_WEEKDAYS':
      return addDays(day, -364)
    case 'LAST_WEEK':
      return addDays(day, -7)
    case 'PREVIOUS':
      return addDays(day, -lengthOf(range))
  }
}

/** The other range, compared day by day with this one. */
export function otherRange(range: DayRange, kind: ComparisonKind): DayRange {
  if (kind === 'LAST_YEAR') return { from: addYears(range.from, -1), to: addYears(range.to, -1) }
  const shift = kind === 'LAST_YEAR_WEEKDAYS' ? 364 : kind === 'LAST_WEEK' ? 7 : lengthOf(range)
  return { from: addDays(range.from, -shift), to: addDays(range.to, -shift) }
}

export interface Change {
  readonly commonDays: number
  /** (this − other) / other on the days known in both; null when they are too few, or the other is nothing. */
  readonly energyChangeRatio: number | null
}

/**
 * Energy of a range against another, on the days known in both for every meter: a hole never looks like a saving.
 * @param those the same meters, in the same order, over the other range.
 */
export function changeBetween(
  these: readonly MeterEnergy[],
  those: readonly MeterEnergy[],
  { range, kind, today }: { range: DayRange; kind: ComparisonKind; today: Day },
): Change {
  let [commonDays, expectedDays, sum, otherSum] = [0, 0, 0, 0]
  for (const [index, meter] of these.entries()) {
    expectedDays += lengthOf(expectedRange(range, meter.state, today))
    for (const day of daysOf(range)) {
      const here = meter.days.get(day)
      const counterpart = counterpartOf(day, kind, range)
      const there = counterpart === null ? undefined : those[index]?.days.get(counterpart)
      if (!here || !there) continue
      commonDays++
      sum += here.energyWh
      otherSum += there.energyWh
    }
  }
  const isEnough = expectedDays > 0 && commonDays / expectedDays >= ENOUGH && otherSum > 0
  return { commonDays, energyChangeRatio: isEnough ? (sum - otherSum) / otherSum : null }
}
