import { Temporal } from 'temporal-polyfill'

const ZONE = 'Europe/Paris'

function inParis(instant: string | number): Temporal.ZonedDateTime {
  const moment =
    typeof instant === 'number'
      ? Temporal.Instant.fromEpochMilliseconds(instant)
      : Temporal.Instant.from(instant)
  return moment.toZonedDateTimeISO(ZONE)
}

/** Instant (ISO 8601, or epoch ms) → civil day in Paris, YYYY-MM-DD. */
export function parisDay(instant: string | number): string {
  return inParis(instant).toPlainDate().toString()
}

/** Minutes since midnight on the Paris wall clock. */
export function parisMinutes(instant: string | number): number {
  const moment = inParis(instant)
  return moment.hour * 60 + moment.minute
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`
}

/** Days of [from, to). */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}
