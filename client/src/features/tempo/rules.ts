import { addDays, weekday } from '../../format/paris'
import type { TempoColor } from '../../graphql/generated/graphql'

/** Fixed public holidays, MM-DD. Source: Code du travail, L3133-1. */
const FIXED = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])
/** Easter Monday, Ascension and Whit Monday, in days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50]

/** Easter Sunday, by the algorithm of Meeus. */
export function easter(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return addDays(`${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-01`, sum % 31)
}

export function isHoliday(day: string): boolean {
  if (FIXED.has(day.slice(5))) return true
  const sunday = easter(Number(day.slice(0, 4)))
  return AFTER_EASTER.some((days) => addDays(sunday, days) === day)
}

/** Red: 1 November to 31 March, Monday to Friday, not on holidays. */
export function redAllowed(day: string): boolean {
  const month = Number(day.slice(5, 7))
  return (month >= 11 || month <= 3) && weekday(day) <= 5 && !isHoliday(day)
}

/** White: any day but Sunday. */
export function whiteAllowed(day: string): boolean {
  return weekday(day) !== 7
}

export interface Count {
  color: TempoColor
  used: number
  left: number
  quota: number
  /** Days to come that may still take it. */
  eligible: number
}

/** No day of the past is unknown: counting is then worth something. Any day to come may be blue. */
function isWhole(counts: readonly Count[]): boolean {
  const sum = (of: (count: Count) => number) => counts.reduce((total, count) => total + of(count), 0)
  const toCome = counts.find(({ color }) => color === 'BLUE')?.eligible ?? 0
  return sum(({ used }) => used) + toCome === sum(({ quota }) => quota)
}

/**
 * The colour a day must take, by counting alone; null when it is not forced. The last red days left are certain when
 * they are as many as the days that may still be red.
 * The counts are those of the season of the day.
 */
export function certainColor(day: string, counts: readonly Count[]): TempoColor | null {
  const of = (color: TempoColor) => counts.find((count) => count.color === color)
  const [red, white] = [of('RED'), of('WHITE')]
  if (!red || !white || !isWhole(counts)) return null
  if (redAllowed(day) && red.left > 0) return red.left === red.eligible ? 'RED' : null
  return !whiteAllowed(day) || white.left === 0 ? 'BLUE' : null
}
