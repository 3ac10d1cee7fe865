import type { Day } from '../../src/core/index.js'
import { addDays } from '../../src/core/index.js'

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']

const holidaysByYear = new Map<number, ReadonlySet<string>>()

export function isHoliday(day: Day): boolean {
  const year = Number(day.slice(0, 4))
  let holidays = holidaysByYear.get(year)
  if (!holidays) {
    const easter = easterOf(year)
    const movable = [1, 39, 50].map((days) => addDays(easter, days))
    holidays = new Set([...FIXED.map((date) => `${String(year)}-${date}`), ...movable])
    holidaysByYear.set(year, holidays)
  }
  return holidays.has(day)
}

/** 0 Monday .. 6 Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

export function isDayOff(day: Day): boolean {
  return weekdayOf(day) >= 5 || isHoliday(day)
}

/** Gregorian Easter, by the anonymous algorithm of 1876. */
function easterOf(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const ordinal = h + l - 7 * m + 114
  const date = new Date(Date.UTC(year, Math.floor(ordinal / 31) - 1, (ordinal % 31) + 1))
  return date.toISOString().slice(0, 10) as Day
}
