const DAY_MS = 86_400_000
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** "11/03/2026, 08:05": the parts have fixed places. */
function inParis(instant: string | number): string {
  const moment = typeof instant === 'number' ? instant : Date.parse(instant)
  return clock.format(moment)
}

/** Epoch ms of the UTC midnight that stands for a civil day: days are counted there, where each has 24 hours. */
function dayTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** Instant (ISO 8601, or epoch ms) → civil day in Paris, YYYY-MM-DD. */
export function parisDay(instant: string | number): string {
  const local = inParis(instant)
  return `${local.slice(6, 10)}-${local.slice(3, 5)}-${local.slice(0, 2)}`
}

/** Minutes since midnight on the Paris wall clock. */
export function parisMinutes(instant: string | number): number {
  const local = inParis(instant)
  return Number(local.slice(12, 14)) * 60 + Number(local.slice(15, 17))
}

export function addDays(day: string, days: number): string {
  return dayAt(dayTime(day) + days * DAY_MS)
}

/** The same day of another month, or its last day when it is shorter. */
export function addMonths(day: string, months: number): string {
  const moment = new Date(dayTime(day))
  const date = moment.getUTCDate()
  moment.setUTCDate(1)
  moment.setUTCMonth(moment.getUTCMonth() + months + 1, 0)
  moment.setUTCDate(Math.min(date, moment.getUTCDate()))
  return dayAt(moment.getTime())
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`
}

/** Days of [from, to). */
export function daysBetween(from: string, to: string): number {
  return (dayTime(to) - dayTime(from)) / DAY_MS
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: string): number {
  return new Date(dayTime(day)).getUTCDay() || 7
}

/** Civil day → the instant it begins in Paris, ISO 8601 with its offset: one hour in winter, two in summer. */
export function parisMidnight(day: string): string {
  const summer = `${day}T00:00:00+02:00`
  return parisMinutes(summer) === 0 ? summer : `${day}T00:00:00+01:00`
}
