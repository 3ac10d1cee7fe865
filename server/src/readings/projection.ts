import type { Day, DayRange } from '../core/index.js'
import { addDays, addYears, daysOf, lengthOf } from '../core/index.js'

/** Expected total of a period once it is over; low and high bound it at 80 %. */
export interface Landing {
  readonly energyWh: number
  readonly lowWh: number
  readonly highWh: number
}

const RECENT_DAYS = 28
const ENOUGH_DAYS = 7
const ENOUGH_OF_LAST_YEAR = 14
const [LEAST_RATIO, MOST_RATIO] = [0.5, 2]
/** Half-width of the central 80 % of a normal law. */
const Z80 = 1.28

/**
 * Known so far + for each day to come the mean of its class (weekday or week-end) over the last 28 days, moved by the season:
 * the same month of last year against the same 28 days of last year, between a half and two.
 * null when the last 28 days hold fewer than a week.
 * @param energyOf Wh of a day; undefined when it is not known.
 */
export function landingOf(
  period: DayRange,
  today: Day,
  energyOf: (day: Day) => number | undefined,
): Landing | null {
  const recent = known(daysOf({ from: addDays(today, -RECENT_DAYS), to: today }), energyOf)
  if (recent.length < ENOUGH_DAYS) return null
  const soFar = known(daysOf({ from: period.from, to: today }), energyOf).reduce(
    (sum, { energyWh }) => sum + energyWh,
    0,
  )
  const unknown = daysOf(period).filter((day) => day >= today || energyOf(day) === undefined)
  const means = new Map(
    [true, false].map((weekend) => [weekend, meanOf(recent.filter(({ day }) => isWeekend(day) === weekend))]),
  )
  const everyDay = meanOf(recent) ?? 0
  const ratios = new Map<string, number>()
  const toCome = unknown.reduce((sum, day) => {
    const month = day.slice(0, 7)
    const ratio = ratios.get(month) ?? seasonalRatio(day, today, energyOf)
    ratios.set(month, ratio)
    return sum + (means.get(isWeekend(day)) ?? everyDay) * ratio
  }, 0)
  const spread = Z80 * deviationOf(recent) * Math.sqrt(unknown.length)
  const energyWh = soFar + toCome
  return { energyWh, lowWh: Math.max(soFar, energyWh - spread), highWh: energyWh + spread }
}

function seasonalRatio(day: Day, today: Day, energyOf: (day: Day) => number | undefined): number {
  const lastYear = addYears(day, -1)
  const month = known(monthOf(lastYear), energyOf)
  const then = addYears(today, -1)
  const window = known(daysOf({ from: addDays(then, -RECENT_DAYS), to: then }), energyOf)
  const [monthMean, windowMean] = [meanOf(month), meanOf(window)]
  if (month.length < ENOUGH_OF_LAST_YEAR || window.length < ENOUGH_OF_LAST_YEAR || !monthMean || !windowMean)
    return 1
  return Math.min(MOST_RATIO, Math.max(LEAST_RATIO, monthMean / windowMean))
}

interface KnownEnergy {
  readonly day: Day
  readonly energyWh: number
}

function known(days: readonly Day[], energyOf: (day: Day) => number | undefined): KnownEnergy[] {
  return days.flatMap((day) => {
    const energyWh = energyOf(day)
    return energyWh === undefined ? [] : [{ day, energyWh }]
  })
}

function meanOf(days: readonly KnownEnergy[]): number | undefined {
  return days.length === 0 ? undefined : days.reduce((sum, { energyWh }) => sum + energyWh, 0) / days.length
}

function deviationOf(days: readonly KnownEnergy[]): number {
  const mean = meanOf(days) ?? 0
  const squares = days.reduce((sum, { energyWh }) => sum + (energyWh - mean) ** 2, 0)
  return Math.sqrt(squares / Math.max(1, days.length - 1))
}

function monthOf(day: Day): Day[] {
  const from = `${day.slice(0, 8)}01` as Day
  const next = addDays(from, 31).slice(0, 8)
  return daysOf({ from, to: `${next}01` as Day })
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** Days that a landing looks at: the period, the last 28 days, and the same of last year. */
export function daysBehind(period: DayRange, today: Day): DayRange {
  const from = addYears(addDays(today < period.from ? today : period.from, -RECENT_DAYS), -1)
  return { from, to: lengthOf(period) > 0 && today > period.to ? period.to : today }
}
