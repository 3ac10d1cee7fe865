import type { Instant } from '../core/index.js'
import { addDays, dayOf, wallClockOf } from '../core/index.js'
import type { CurveDayRow } from './readings.repository.js'
import { mondayOf } from './periods.js'

export type ProfileAxis = 'ALL' | 'WEEKDAY' | 'MONTH' | 'SEASON'

const ROWS: Readonly<Record<ProfileAxis, number>> = { ALL: 1, WEEKDAY: 7, MONTH: 12, SEASON: 4 }
const HOURS = 24
const NIGHT_FROM = 1
const NIGHT_TO = 5
const NIGHT_DAYS = 14

interface Slot {
  readonly startAt: Instant
  readonly minutes: number
  readonly powerW: number
}

/** Days in columns → slots, oldest first. */
export function slotsOfRows(rows: readonly CurveDayRow[]): Slot[] {
  return rows.flatMap(({ starts, minutes, watts }) =>
    starts.map((start, index) => ({
      startAt: start * 1000,
      minutes: minutes[index] ?? 0,
      powerW: watts[index] ?? 0,
    })),
  )
}

/** Value not exceeded by p % of the values: the nearest rank. null when there is none. */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? null
}

/** Energy over what the highest power would have given in the same hours; null without power. */
export function loadFactor(slots: readonly Slot[]): number | null {
  const minutes = slots.reduce((sum, slot) => sum + slot.minutes, 0)
  const wattMinutes = slots.reduce((sum, slot) => sum + slot.minutes * slot.powerW, 0)
  const highest = slots.reduce((max, { powerW }) => Math.max(max, powerW), 0)
  return highest === 0 || minutes === 0 ? null : wattMinutes / (highest * minutes)
}

/**
 * Mean day in W by hour of the wall clock in Paris: row after row of the axis, 24 hours each; null = never seen.
 * WEEKDAY: 7 rows from Monday. MONTH: 12. SEASON: 4 from winter (December to February).
 */
export function profile(rows: readonly CurveDayRow[], axis: ProfileAxis): (number | null)[] {
  const sums = new Float64Array(ROWS[axis] * HOURS)
  const weights = new Float64Array(ROWS[axis] * HOURS)
  for (const row of rows) {
    const base = rowOf(row.day, axis) * HOURS
    const hourOf = hoursOf(row)
    for (const [index, start] of row.starts.entries()) {
      const cell = base + hourOf(start)
      const minutes = row.minutes[index] ?? 0
      sums[cell] = (sums[cell] ?? 0) + (row.watts[index] ?? 0) * minutes
      weights[cell] = (weights[cell] ?? 0) + minutes
    }
  }
  return Array.from(sums, (sum, cell) => (weights[cell] ? Math.round(sum / (weights[cell] ?? 1)) : null))
}

/** Seconds since 1970 → hour on the wall; the zone is asked once a day, and per slot on the two days that change. */
function hoursOf({ day, starts }: CurveDayRow): (start: number) => number {
  const [first = 0] = starts
  const { hour, minute } = wallClockOf(first * 1000)
  const midnight = first - (hour * 60 + minute) * 60
  const changes =
    dayOf((midnight + 23.5 * 3600) * 1000) !== day || dayOf((midnight + 24 * 3600) * 1000) === day
  return changes
    ? (start) => wallClockOf(start * 1000).hour
    : (start) => Math.floor((start - midnight) / 3600)
}

function rowOf(day: string, axis: ProfileAxis): number {
  const month = Number(day.slice(5, 7))
  switch (axis) {
    case 'ALL':
      return 0
    case 'WEEKDAY':
      return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    case 'MONTH':
      return month - 1
    case 'SEASON':
      return Math.floor((month % 12) / 3)
  }
}

/**
 * Power that never sleeps: P5 of the slots between 01:00 and 05:00 of the newest 14 days known, in W. Where a water heater
 * runs in these hours (the median over three times P5), its slots are left out first.
 */
export function baseLoad(rows: readonly CurveDayRow[]): number | null {
  const night = rows.slice(-NIGHT_DAYS).flatMap((row) => {
    const hourOf = hoursOf(row)
    return row.watts.filter((_, index) => {
      const hour = hourOf(row.starts[index] ?? 0)
      return hour >= NIGHT_FROM && hour < NIGHT_TO
    })
  })
  const low = percentile(night, 5)
  const median = percentile(night, 50)
  if (low === null || median === null || median <= 3 * low) return low
  return percentile(
    night.filter((powerW) => powerW <= 3 * low),
    5,
  )
}

/** The same for each week of the range, Monday first; null = a week without a night known. */
export function baseLoadByWeek(rows: readonly CurveDayRow[]): (number | null)[] {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return []
  const weeks: (number | null)[] = []
  for (let monday = mondayOf(first.day); monday <= last.day; monday = addDays(monday, 7)) {
    const next = addDays(monday, 7)
    weeks.push(baseLoad(rows.filter(({ day }) => day >= monday && day < next)))
  }
  return weeks
}
