import type { Day, TempoColor } from '../../src/core/index.js'
import { daysOf } from '../../src/core/index.js'
import { isHoliday, weekdayOf } from '../household/french-calendar.js'
import { noise, smoothNoise } from '../random.js'

const RED_DAYS = 22
const WHITE_DAYS = 43
const SUNDAY = 6

/** Year in which the season of a day began: seasons go from 1 September to 31 August. */
export function seasonOf(day: Day): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= '09-01' ? year : year - 1
}

export function firstDayOf(season: number): Day {
  return `${season}-09-01` as Day
}

/**
 * A legal season: 22 red days, from November to March, on working days; 43 white days, never a Sunday; the coldest
 * days first. Days already known are kept and count.
 */
export function drawSeason(
  season: number,
  seed: number,
  known: ReadonlyMap<Day, TempoColor>,
): Map<Day, TempoColor> {
  const days = daysOf({ from: firstDayOf(season), to: firstDayOf(season + 1) })
  const colors = new Map<Day, TempoColor>()
  for (const day of days) colors.set(day, known.get(day) ?? 'BLUE')
  const free = days.filter((day) => !known.has(day))
  const byCold = free.toSorted((a, b) => coldOf(b, seed) - coldOf(a, seed))
  paint(colors, byCold.filter(mayBeRed), 'RED', RED_DAYS)
  paint(
    colors,
    byCold.filter((day) => weekdayOf(day) !== SUNDAY && colors.get(day) === 'BLUE'),
    'WHITE',
    WHITE_DAYS,
  )
  return colors
}

/** Weekends cannot be red, so that more than five red days in a row never happen. */
function mayBeRed(day: Day): boolean {
  const month = Number(day.slice(5, 7))
  return (month >= 11 || month <= 3) && weekdayOf(day) < 5 && !isHoliday(day)
}

function paint(
  colors: Map<Day, TempoColor>,
  candidates: readonly Day[],
  color: TempoColor,
  total: number,
): void {
  const already = [...colors.values()].filter((painted) => painted === color).length
  for (const day of candidates.slice(0, Math.max(0, total - already))) colors.set(day, color)
}

/** Higher is colder: the season, a spell of a few days, the day itself. */
function coldOf(day: Day, seed: number): number {
  const dayNumber = Date.parse(`${day}T00:00:00Z`) / 86_400_000
  const season = Math.cos((2 * Math.PI * (dayNumber - 18)) / 365.2425)
  return season + 0.9 * smoothNoise(seed ^ 0x7e3f, dayNumber / 5) + 0.25 * noise(seed ^ 0x11d, dayNumber)
}
