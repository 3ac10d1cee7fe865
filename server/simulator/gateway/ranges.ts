import type { Day, Instant } from '../../src/core/index.js'
import { addDays, dayOf, daysBetween, isDay } from '../../src/core/index.js'
import { internalError, Refusal } from '../http/reply.js'

/** Days [first, last], the last one included: the way the gateway counts before it asks Enedis. */
export interface Span {
  readonly first: Day
  readonly last: Day
}

/** A date as the gateway parses it, one-digit months and days included; unparsable ones end in HTTP 500. */
export function parsedDay(text: string): Day {
  const [year = '', month = '', day = ''] = text.split('-')
  const padded = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDay(padded)) throw new Refusal(internalError())
  return padded
}

/** The end is at most yesterday; a start that is not before it becomes the day before it. */
export function clamped(start: Day, end: Day, now: Instant): Span {
  const yesterday = addDays(dayOf(now), -1)
  const last = end > yesterday ? yesterday : end
  return { first: start >= last ? addDays(last, -1) : start, last }
}

/** Same date `years` earlier; null on 29 February when that year has none. */
export function sameDateBefore(today: Day, years: number): Day | null {
  const text = `${Number(today.slice(0, 4)) - years}${today.slice(4)}`
  return isDay(text) ? text : null
}

export function daysOfSpan({ first, last }: Span): Day[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
}

/** Days, ascending → runs of consecutive ones, each at most `longest` days. */
export function runsOf(days: readonly Day[], longest = Number.POSITIVE_INFINITY): Span[] {
  const runs: { first: Day; last: Day }[] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && addDays(run.last, 1) === day && daysBetween(run.first, day) < longest) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}
