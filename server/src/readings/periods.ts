import type { Day, DayRange, Period } from '../core/index.js'
import { addDays, addYears, toDay } from '../core/index.js'

/** What moving ranges may hang on. */
export interface PeriodAnchors {
  readonly today: Day
  /** Oldest and newest day held, of all meters meant. */
  readonly extent: { readonly first: Day; readonly last: Day } | null
  /** The contract began on; its anniversaries open contract years. */
  readonly activation: Day | null
}

/** A named range → its days today. Today itself is never inside. */
export function rangeOfPeriod(period: Period, { today, extent, activation }: PeriodAnchors): DayRange {
  const year = Number(today.slice(0, 4))
  const month = toDay(`${today.slice(0, 8)}01`)
  const monday = mondayOf(today)
  switch (period) {
    case 'YESTERDAY':
      return { from: addDays(today, -1), to: today }
    case 'LAST_7_DAYS':
      return { from: addDays(today, -7), to: today }
    case 'LAST_30_DAYS':
      return { from: addDays(today, -30), to: today }
    case 'THIS_WEEK':
      return { from: monday, to: today }
    case 'LAST_WEEK':
      return { from: addDays(monday, -7), to: monday }
    case 'THIS_MONTH':
      return { from: month, to: today }
    case 'LAST_MONTH':
      return { from: firstOfMonth(addDays(month, -1)), to: month }
    case 'THIS_YEAR':
      return { from: toDay(`${year}-01-01`), to: today }
    case 'LAST_YEAR':
      return { from: toDay(`${year - 1}-01-01`), to: toDay(`${year}-01-01`) }
    case 'ROLLING_YEAR':
      return { from: addDays(today, -365), to: today }
    case 'TEMPO_SEASON':
      return { from: since(today, '09-01'), to: today }
    case 'HEATING_SEASON':
      return heatingSeason(today)
    case 'CONTRACT_YEAR':
      return { from: activation === null ? addDays(today, -365) : anniversary(activation, today), to: today }
    case 'ALL':
      return { from: extent?.first ?? today, to: today }
    case 'LAST_KNOWN_DAY':
      return extent
        ? { from: extent.last, to: addDays(extent.last, 1) }
        : { from: addDays(today, -1), to: today }
  }
}

/** Monday of the ISO week. */
export function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

function firstOfMonth(day: Day): Day {
  return toDay(`${day.slice(0, 8)}01`)
}

/** Newest `MM-DD` that is not after today. */
function since(today: Day, monthDay: string): Day {
  const candidate = toDay(`${today.slice(0, 4)}-${monthDay}`)
  return candidate <= today ? candidate : addYears(candidate, -1)
}

function heatingSeason(today: Day): DayRange {
  const from = since(today, '10-01')
  const end = toDay(`${Number(from.slice(0, 4)) + 1}-05-01`)
  return { from, to: end < today ? end : today }
}

function anniversary(activation: Day, today: Day): Day {
  const candidate = addYears(activation, Number(today.slice(0, 4)) - Number(activation.slice(0, 4)))
  return candidate <= today ? candidate : addYears(candidate, -1)
}

/** The whole month or year that a period to date belongs to; null for any other period. */
export function wholePeriod(period: Period | undefined, today: Day): DayRange | null {
  const year = Number(today.slice(0, 4))
  if (period === 'THIS_YEAR') return { from: toDay(`${year}-01-01`), to: toDay(`${year + 1}-01-01`) }
  if (period !== 'THIS_MONTH') return null
  const from = firstOfMonth(today)
  return { from, to: firstOfMonth(addDays(from, 31)) }
}
