import type { Day, DayRange, Instant, SeriesDataset } from '../core/index.js'
import { addDays, addYears, dayOf, earliest, instantAt, latest, startOf } from '../core/index.js'

/** Paris hour at which Enedis publishes the day before. */
export const PUBLICATION_HOUR = 8

/** The instant from which a day can be asked with success. Daily consumption comes a day later than all else. */
export function publicationOf(dataset: SeriesDataset, day: Day): Instant {
  return dataset === 'CONSUMPTION_DAILY'
    ? startOf(addDays(day, 2))
    : instantAt(addDays(day, 1), { hour: PUBLICATION_HOUR })
}

/** Newest day that is published, whether or not it came. */
export function newestPublished(dataset: SeriesDataset, now: Instant): Day {
  const candidate = addDays(dayOf(now), -1)
  return publicationOf(dataset, candidate) <= now ? candidate : addDays(candidate, -1)
}

/**
 * Days that the gateway may ever give, [from, to): its history (3 years of days, 2 of curve, a day short, so that
 * midnight cannot pass between plan and call), not before the meter's activation, up to the newest published day.
 */
export function historyOf(dataset: SeriesDataset, now: Instant, activation: Day | null): DayRange {
  const today = dayOf(now)
  const horizon = dataset.endsWith('_CURVE')
    ? latest(addDays(addYears(today, -2), 1), addDays(today, -729))
    : addDays(addYears(today, -3), 1)
  const to = addDays(newestPublished(dataset, now), 1)
  return { from: earliest(latest(horizon, activation ?? horizon), to), to }
}

/** Days in both; empty = `from` equals `to`. */
export function intersection(a: DayRange, b: DayRange): DayRange {
  const from = latest(a.from, b.from)
  return { from, to: latest(from, earliest(a.to, b.to)) }
}
