import type { Day } from '../../core/index.js'
import { addDays, addYears, toDay } from '../../core/index.js'
import type { HourPart, MicroEur, PricedDay } from '../../tariffs/index.js'
import { isOffPeakBucket, isPeakBucket } from '../../tariffs/index.js'
import { bucketsOfDay } from '../priced-days.js'
import type { PeriodName } from './figures.js'
import { weekdayOf } from './figures.js'

/** What some days cost; null = not known. For injected energy: what it was sold for. */
export interface CostFigures {
  /** Energy and subscription. */
  readonly total: MicroEur | null
  readonly energy: MicroEur | null
  readonly subscription: MicroEur | null
  readonly offPeakWh: number | null
  readonly peakWh: number | null
  readonly offPeak: MicroEur | null
  readonly peak: MicroEur | null
  /** Days of known energy that have no cost. */
  readonly missingDays: number
}

/** Days of a period, as `periodFigures` counts them: [from, to). */
export function periodRange(name: PeriodName, today: Day): { readonly from: Day; readonly to: Day } {
  const monday = addDays(today, -weekdayOf(today))
  const month = toDay(`${today.slice(0, 8)}01`)
  const year = toDay(`${today.slice(0, 4)}-01-01`)
  return {
    week: { from: monday, to: today },
    last_week: { from: addDays(monday, -7), to: monday },
    month: { from: month, to: today },
    last_month: { from: toDay(`${addDays(month, -1).slice(0, 8)}01`), to: month },
    year: { from: year, to: today },
    last_year: { from: addYears(year, -1), to: year },
  }[name]
}

/** Sums over the days whose cost is known; a day is never cut. */
export function costFigures(days: readonly PricedDay[]): CostFigures {
  const priced = days.filter(({ cost }) => cost !== null)
  const parts = priced.flatMap(bucketsOfDay)
  const [low, high] = [
    parts.filter(({ bucket }) => isOffPeakBucket(bucket)),
    parts.filter(({ bucket }) => isPeakBucket(bucket)),
  ]
  const energy = sumOf(priced.map(({ cost }) => cost))
  const subscription = sumOf(priced.map((day) => day.subscription))
  return {
    total: energy === null ? null : energy + (subscription ?? 0),
    energy,
    subscription,
    offPeakWh: energyOf(low),
    peakWh: energyOf(high),
    offPeak: sumOf(low.map(({ cost }) => cost)),
    peak: sumOf(high.map(({ cost }) => cost)),
    missingDays: days.length - priced.length,
  }
}

/** Sum of what is known; null = nothing is. */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

function energyOf(parts: readonly HourPart[]): number | null {
  return parts.length === 0 ? null : Math.round(parts.reduce((sum, { energyWh }) => sum + energyWh, 0))
}
