import type { Day } from '../core/index.js'
import { addDays } from '../core/index.js'

export type Season = 'ALL' | 'SUMMER' | 'WINTER'

/** A recurring window of Paris wall clock in minutes since midnight; across midnight when start >= end. */
export interface TimeWindow {
  readonly startMinute: number
  /** Excluded; 1440 ends the day. */
  readonly endMinute: number
  /** 1 Monday … 7 Sunday, of the day the window starts; empty = all. */
  readonly weekdays: readonly number[]
  readonly season: Season
  /** First day it is valid; null = always. */
  readonly from: Day | null
  /** Day after the last; null = still. */
  readonly to: Day | null
}

export const DAY_MINUTES = 1440

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 6
}

/** SUMMER is 1 April to 31 October. */
export function seasonOf(day: Day): 'SUMMER' | 'WINTER' {
  const month = day.slice(5, 7)
  return month >= '04' && month <= '10' ? 'SUMMER' : 'WINTER'
}

export function startsOn(window: TimeWindow, day: Day): boolean {
  return (
    (window.from === null || window.from <= day) &&
    (window.to === null || day < window.to) &&
    (window.season === 'ALL' || window.season === seasonOf(day)) &&
    (window.weekdays.length === 0 || window.weekdays.includes(weekdayOf(day)))
  )
}

/** Marks the wall-clock minutes of a day that lie in a window, one that began the evening before included. */
export function markMinutes(window: TimeWindow, day: Day, mark: (from: number, to: number) => void): void {
  const { startMinute, endMinute } = window
  if (startMinute < endMinute) {
    if (startsOn(window, day)) mark(startMinute, endMinute)
    return
  }
  if (startsOn(window, addDays(day, -1))) mark(0, endMinute)
  if (startsOn(window, day)) mark(startMinute, DAY_MINUTES)
}

/** Minutes of a day inside the union of the windows: overlaps count once. */
export function minutesInside(windows: readonly TimeWindow[], day: Day): number {
  const inside = new Uint8Array(DAY_MINUTES)
  for (const window of windows) markMinutes(window, day, (from, to) => inside.fill(1, from, to))
  return inside.reduce((sum, minute) => sum + minute, 0)
}
