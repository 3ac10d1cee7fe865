import type { Day, DayRange, Instant, TempoColor } from '../core/index.js'
import { addDays, daysBetween, daysOf, instantAt, toDay, wallClockOf } from '../core/index.js'

/** A Tempo day runs from this hour to the same hour of the next day. */
export const CHANGE_HOUR = 6
/** Off-peak from this hour to the next change. */
const OFF_PEAK_HOUR = 22
const WHITE_DAYS = 43
const RED_DAYS = 22

/** The Tempo day an instant belongs to: before 06:00 on the wall it is still the day before. */
export function tempoDayOf(instant: Instant): Day {
  const { day, hour } = wallClockOf(instant)
  return hour < CHANGE_HOUR ? addDays(day, -1) : day
}

export function startOfTempoDay(day: Day): Instant {
  return instantAt(day, { hour: CHANGE_HOUR })
}

export function isOffPeak(instant: Instant): boolean {
  const { hour } = wallClockOf(instant)
  return hour < CHANGE_HOUR || hour >= OFF_PEAK_HOUR
}

/** Next instant at which the colour or the rate may change. */
export function nextChange(instant: Instant): Instant {
  const { day, hour } = wallClockOf(instant)
  if (hour < CHANGE_HOUR) return startOfTempoDay(day)
  if (hour < OFF_PEAK_HOUR) return instantAt(day, { hour: OFF_PEAK_HOUR })
  return startOfTempoDay(addDays(day, 1))
}

/** 1 September to 31 August. */
export function seasonOf(day: Day): DayRange {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)
  return seasonFrom(year)
}

export function seasonFrom(startYear: number): DayRange {
  return { from: toDay(`${startYear}-09-01`), to: toDay(`${startYear + 1}-09-01`) }
}

/** 22 red, 43 white, the rest blue: 301 in a season with a 29 February. */
export function quotaOf(season: DayRange): Record<TempoColor, number> {
  const days = daysBetween(season.from, season.to)
  return { BLUE: days - WHITE_DAYS - RED_DAYS, WHITE: WHITE_DAYS, RED: RED_DAYS }
}

/** Whether the rules allow a colour on a day: red from November to March, Monday to Friday; white never on Sunday; neither on holidays for red. */
export function mayBe(color: TempoColor, day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (color === 'BLUE') return true
  if (weekday === 0) return false
  if (color === 'WHITE') return true
  const month = day.slice(5, 7)
  return (month >= '11' || month <= '03') && weekday !== 6 && !isHoliday(day)
}

export interface ColorCount {
  readonly color: TempoColor
  readonly quota: number
  readonly used: number
  readonly left: number
  readonly eligible: number
}

/**
 * Days used and left per colour. Left is the quota less what is published, never a count of rows to come.
 * @param published colours known within the season.
 * @param after days after this one may still take a colour.
 */
export function countColors(
  season: DayRange,
  published: ReadonlyMap<Day, TempoColor>,
  after: Day,
): ColorCount[] {
  const quota = quotaOf(season)
  const toCome = daysOf({ from: addDays(after, 1), to: season.to }).filter(
    (day) => day >= season.from && !published.has(day),
  )
  return (['BLUE', 'WHITE', 'RED'] as const).map((color) => {
    const used = [...published].filter(
      ([day, known]) => known === color && day >= season.from && day < season.to,
    ).length
    const eligible = toCome.filter((day) => mayBe(color, day)).length
    return { color, quota: quota[color], used, left: quota[color] - used, eligible }
  })
}

/** French public holidays (mainland). Source: Code du travail, L3133-1; Easter by Meeus. */
export function isHoliday(day: Day): boolean {
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
  if (fixed.includes(day.slice(5))) return true
  const easter = easterOf(Number(day.slice(0, 4)))
  return [1, 39, 50].some((after) => addDays(easter, after) === day)
}

function easterOf(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return toDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
}
