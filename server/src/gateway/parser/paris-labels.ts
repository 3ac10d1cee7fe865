import type { Day, Instant } from '../../core/index.js'
import { instantAt, isDay, minutesOf, startOf, wallClockOf } from '../../core/index.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const LABEL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::00)?$/

/** A wall clock in Paris as milliseconds of a clock that never changes: good for sums, not an instant. */
export type Naive = number

/** Days seen already: two years of rows share 730 of them. */
export type DayCache = Map<number, { day: Day; start: Instant; even: boolean } | null>

/** `2026-10-25 01:30:00`, also with `T` or without seconds → naive time; null when illegible or offset-bearing. */
export function naiveOf(label: string): Naive | null {
  const match = LABEL.exec(label)
  if (!match) return null
  const [, day = '', hour, minute] = match
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const exists = new Date(midnight).getUTCDate() === Number(day.slice(8))
  if (!exists || Number(hour) > 23 || Number(minute) > 59) return null
  return midnight + (Number(hour) * 60 + Number(minute)) * MINUTE
}

/** The instants a wall clock shows this time: one, two in the hour that October repeats, none in the one that March skips. */
export function instantsOf(
  naive: Naive,
  cache: DayCache,
): readonly [] | readonly [Instant] | readonly [Instant, Instant] {
  const index = Math.floor(naive / DAY)
  let known = cache.get(index)
  if (known === undefined) {
    const day = new Date(index * DAY).toISOString().slice(0, 10)
    known = isDay(day) ? { day, start: startOf(day), even: minutesOf(day) === 1440 } : null
    cache.set(index, known)
  }
  if (!known) return []
  const minutes = (naive - index * DAY) / MINUTE
  if (known.even) return [known.start + minutes * MINUTE]
  const time = { hour: Math.floor(minutes / 60), minute: minutes % 60 }
  const first = instantAt(known.day, time, 0)
  const second = instantAt(known.day, time, 1)
  if (first !== second) return [first, second]
  const shown = wallClockOf(first)
  return shown.hour === time.hour && shown.minute === time.minute ? [first] : []
}
