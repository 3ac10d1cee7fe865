import { Temporal } from 'temporal-polyfill'

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** A civil day in Europe/Paris, `YYYY-MM-DD`: 23, 24 or 25 hours long. Sorts as text. */
export type Day = string & { readonly __unit: 'day' }

/** Days [from, to). */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** What a clock on a wall in Paris shows. */
export interface WallClock {
  readonly day: Day
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const ZONE = 'Europe/Paris'
const MINUTE = 60_000
const UTC_DAY = 24 * 60 * MINUTE
const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/

// Answers of a year name thousands of days: they are worked out once, by days since 1970.
const names = new Map<number, Day>()
const numbers = new Map<string, number>()

function numberOf(day: string): number {
  return numbers.get(day) ?? Date.parse(`${day}T00:00:00Z`) / UTC_DAY
}

function dayNumbered(number: number): Day {
  let day = names.get(number)
  if (day === undefined) {
    day = new Date(number * UTC_DAY).toISOString().slice(0, 10) as Day
    if (names.size > 20_000) {
      names.clear()
      numbers.clear()
    }
    names.set(number, day)
    numbers.set(day, number)
  }
  return day
}

/** Text → day. Throws RangeError on anything but an existing date written `YYYY-MM-DD`. */
export function toDay(text: string): Day {
  if (numbers.has(text)) return text as Day
  if (!DAY_SHAPE.test(text)) throw new RangeError(`"${text}" is not a date written YYYY-MM-DD`)
  const number = numberOf(text)
  if (Number.isNaN(number) || dayNumbered(number) !== text)
    throw new RangeError(`"${text}" is not a date that exists`)
  return text as Day
}

export function isDay(text: string): text is Day {
  try {
    return toDay(text) === text
  } catch {
    return false
  }
}

export function addDays(day: Day, days: number): Day {
  return dayNumbered(numberOf(day) + days)
}

/** Same date `years` earlier or later; 29 February becomes 28 where there is none. */
export function addYears(day: Day, years: number): Day {
  return Temporal.PlainDate.from(day).add({ years }).toString() as Day
}

/** Number of days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from)
}

export function lengthOf(range: DayRange): number {
  return Math.max(0, daysBetween(range.from, range.to))
}

/** Days of a range, oldest first. */
export function daysOf(range: DayRange): Day[] {
  const first = numberOf(range.from)
  return Array.from({ length: lengthOf(range) }, (_, index) => dayNumbered(first + index))
}

/** Days, in any order and with repeats → the fewest ranges that hold exactly them, oldest first. */
export function rangesOf(days: Iterable<Day>): DayRange[] {
  const ranges: { from: Day; to: Day }[] = []
  for (const day of [...new Set(days)].sort()) {
    const last = ranges.at(-1)
    if (last?.to === day) last.to = addDays(day, 1)
    else ranges.push({ from: day, to: addDays(day, 1) })
  }
  return ranges
}

export function earliest<T extends string>(...days: readonly [T, ...T[]]): T {
  return days.reduce((a, b) => (b < a ? b : a))
}

export function latest<T extends string>(...days: readonly [T, ...T[]]): T {
  return days.reduce((a, b) => (b > a ? b : a))
}

const midnights = new Map<Day, Instant>()

/** Midnight in Paris that opens the day. */
export function startOf(day: Day): Instant {
  let instant = midnights.get(day)
  if (instant === undefined) {
    instant = Temporal.PlainDate.from(day).toZonedDateTime(ZONE).epochMilliseconds
    if (midnights.size > 20_000) midnights.clear()
    midnights.set(day, instant)
  }
  return instant
}

export function endOf(day: Day): Instant {
  return startOf(addDays(day, 1))
}

/** 1380, 1440 or 1500. */
export function minutesOf(day: Day): number {
  return (endOf(day) - startOf(day)) / MINUTE
}

// Instants come in crowds of one day: the last one found is tried first.
let lately = { day: '' as Day, from: 0, to: 0 }

/** The Paris day an instant falls in. */
export function dayOf(instant: Instant): Day {
  if (instant < lately.from || instant >= lately.to) {
    const { day } = wallClockOf(instant)
    lately = { day, from: startOf(day), to: endOf(day) }
  }
  return lately.day
}

export function wallClockOf(instant: Instant): WallClock {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(ZONE)
  return {
    day: local.toPlainDate().toString() as Day,
    hour: local.hour,
    minute: local.minute,
    second: local.second,
  }
}

/**
 * Wall clock in Paris → instant. An hour that the autumn change repeats has two instants: `occurrence` 0 is the
 * first (summer time), 1 the second. An hour that the spring change skips is read with the offset in force before it.
 */
export function instantAt(
  day: Day,
  time: { hour: number; minute?: number; second?: number },
  occurrence: 0 | 1 = 0,
): Instant {
  const { hour, minute = 0, second = 0 } = time
  return Temporal.PlainDate.from(day)
    .toPlainDateTime({ hour, minute, second })
    .toZonedDateTime(ZONE, { disambiguation: occurrence === 0 ? 'compatible' : 'later' }).epochMilliseconds
}

/** Instant → ISO 8601 with the offset of Paris: `2026-11-24T07:42:00+01:00`. */
export function formatInstant(instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instant))
    .toZonedDateTimeISO(ZONE)
    .toString({ timeZoneName: 'never', smallestUnit: instant % 1000 === 0 ? 'second' : 'millisecond' })
}

/** ISO 8601 with an offset → instant. Throws RangeError without an offset: local times are never guessed. */
export function parseInstant(text: string): Instant {
  return Temporal.Instant.from(text).epochMilliseconds
}

/** 00:00 UTC that follows: when the gateway's daily counters start again. */
export function nextUtcMidnight(instant: Instant): Instant {
  const date = new Date(instant)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1)
}

export function utcDayOf(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 10)
}
