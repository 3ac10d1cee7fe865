import type { Day } from '../../core/index.js'
import { addDays, addYears, lengthOf, daysOf, toDay } from '../../core/index.js'

export const PERIODS = ['week', 'last_week', 'month', 'last_month', 'year', 'last_year'] as const
export type PeriodName = (typeof PERIODS)[number]

/** Energy of a period next to the same one a year before; null = no day of it is known. */
export interface PeriodFigures {
  readonly energyWh: number | null
  readonly lastYearWh: number | null
  /** On the days known in both, when they are at least nine in ten. */
  readonly evolutionPercent: number | null
  /** Unknown days up to the newest known one. */
  readonly missingDays: number | null
}

const LEAST_COMMON = 0.9

/**
 * Known days (Wh) → figures of the calendar periods; today is never inside.
 * Weeks are compared with the same weekdays 364 days before, months and years with the same dates, 29 February left out.
 * Source: computations.md, 8.
 */
export function periodFigures(
  days: ReadonlyMap<Day, number>,
  today: Day,
): Readonly<Record<PeriodName, PeriodFigures>> {
  const newest = [...days.keys()].reduce<Day | null>((a, b) => (a === null || b > a ? b : a), null)
  const monday = addDays(today, -weekdayOf(today))
  const month = toDay(`${today.slice(0, 8)}01`)
  const year = toDay(`${today.slice(0, 4)}-01-01`)
  const figures = (from: Day, to: Day, twinOf: (day: Day) => Day | null) =>
    figuresOf(days, daysOf({ from, to }), newest, twinOf)
  return {
    week: figures(monday, today, sameWeekday),
    last_week: figures(addDays(monday, -7), monday, sameWeekday),
    month: figures(month, today, sameDate),
    last_month: figures(toDay(`${addDays(month, -1).slice(0, 8)}01`), month, sameDate),
    year: figures(year, today, sameDate),
    last_year: figures(addYears(year, -1), year, sameDate),
  }
}

/** How much more than before, in percent with one decimal; null when either is unknown or there was nothing. */
export function evolutionOf(
  now: number | null | undefined,
  before: number | null | undefined,
): number | null {
  if (now === null || now === undefined || !before) return null
  return Math.round(((now - before) / before) * 1000) / 10
}

/** Sum of the known days among these; null = none. */
export function sumOf(days: ReadonlyMap<Day, number>, wanted: readonly Day[]): number | null {
  const known = wanted.map((day) => days.get(day)).filter((energy) => energy !== undefined)
  return known.length === 0 ? null : known.reduce((sum, energy) => sum + energy, 0)
}

/** Monday 0 … Sunday 6. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** ISO 8601 number of the week. */
export function weekNumberOf(day: Day): number {
  const thursday = addDays(day, 3 - weekdayOf(day))
  return Math.floor(lengthOf({ from: toDay(`${thursday.slice(0, 4)}-01-01`), to: thursday }) / 7) + 1
}

/** The same date a year before; null for a 29 February. */
export function sameDate(day: Day): Day | null {
  return day.endsWith('-02-29') ? null : addYears(day, -1)
}

function sameWeekday(day: Day): Day {
  return addDays(day, -364)
}

function figuresOf(
  days: ReadonlyMap<Day, number>,
  wanted: readonly Day[],
  newest: Day | null,
  twinOf: (day: Day) => Day | null,
): PeriodFigures {
  const expected = newest === null ? [] : wanted.filter((day) => day <= newest)
  const pairs = expected.flatMap((day) => {
    const twin = twinOf(day)
    const [now, before] = [days.get(day), twin === null ? undefined : days.get(twin)]
    return now === undefined || before === undefined ? [] : [{ now, before }]
  })
  const isComparable = pairs.length > 0 && pairs.length >= LEAST_COMMON * expected.length
  const total = (pick: (pair: { now: number; before: number }) => number) =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0)
  const energyWh = sumOf(days, wanted)
  return {
    energyWh,
    lastYearWh: sumOf(
      days,
      wanted.map(twinOf).filter((day) => day !== null),
    ),
    evolutionPercent: isComparable
      ? evolutionOf(
          total(({ now }) => now),
          total(({ before }) => before),
        )
      : null,
    missingDays: energyWh === null ? null : expected.filter((day) => !days.has(day)).length,
  }
}
