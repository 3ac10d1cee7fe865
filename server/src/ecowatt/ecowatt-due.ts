import type { Day, Instant } from '../core/index.js'
import { addDays, dayOf, instantAt } from '../core/index.js'

const HOUR = 60 * 60_000
const MORNING_HOUR = 7
const FRIDAY = 5

/** When RTE publishes the signal of the third day to come: 17:00, on Friday 12:15. */
export function publicationOn(day: Day): Instant {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === FRIDAY ? instantAt(day, { hour: 12, minute: 15 }) : instantAt(day, { hour: 17 })
}

/**
 * When a call can bring something new: once in the morning, at publication, then hourly while the third day is not whole.
 * @param askedAt last answer; null = never.
 * @param isComplete whether all 24 hours of a day are held.
 */
export function nextEcowattTry(
  now: Instant,
  askedAt: Instant | null,
  isComplete: (day: Day) => boolean,
): Instant {
  if (askedAt === null) return now
  const today = dayOf(now)
  const published = publicationOn(today)
  const morning = instantAt(today, { hour: MORNING_HOUR })
  if (askedAt < morning) return Math.max(now, morning)
  if (askedAt < published) return Math.max(now, published)
  if (!isComplete(addDays(today, 3)) && dayOf(askedAt + HOUR) === today) return Math.max(now, askedAt + HOUR)
  return instantAt(addDays(today, 1), { hour: MORNING_HOUR })
}
