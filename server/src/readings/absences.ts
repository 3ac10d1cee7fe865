import type { Day, DayRange, Instant, Reason, SeriesDataset } from '../core/index.js'
import { addDays, dayOf, daysBetween, daysOf } from '../core/index.js'
import type { SeriesAnswer } from '../gateway/index.js'
import type { KnownDays } from './known-days.js'
import type { AbsentDay } from './merge.js'
import { nextTry } from './retry-ladder.js'

/** How long the gateway remembers dates that it failed to get, and an hour. */
export const BLACKLIST_MS = 25 * 60 * 60_000
/** For so many days after it, a day that did not come is thought late rather than absent. */
const LATE_DAYS = 3
/** A load curve is asked by chunks of so many days: one held day in it keeps the chunk from being refused. */
const CHUNK_DAYS = 7

export interface AbsenceContext {
  readonly dataset: SeriesDataset
  readonly covers: DayRange
  readonly answer: Pick<SeriesAnswer, 'reason' | 'rejected'>
  readonly before: ReadonlyMap<Day, AbsentDay>
  readonly now: Instant
}

/**
 * Days that were asked and are still not held → why, and when each is asked again.
 * @param isHeldNearby whether a day, asked or not, is held; used for the days just before those asked.
 */
export function absentDays(
  known: KnownDays,
  isHeldNearby: (day: Day) => boolean,
  context: AbsenceContext,
): AbsentDay[] {
  const { covers, before, now } = context
  const isHeld = (day: Day) => known.isHeld(day) || isHeldNearby(day)
  return daysOf(covers)
    .filter((day) => !known.isHeld(day))
    .map((day) => {
      const earlier = before.get(day)
      const attempts = (earlier?.attempts ?? 0) + 1
      const firstAskedAt = earlier?.firstAskedAt ?? now
      const reason = reasonOf(day, known.get(day)?.minutes ?? 0, context)
      return {
        day,
        reason,
        attempts,
        firstAskedAt,
        nextTryAt: nextTryOf(reason, { day, attempts, firstAskedAt }, isHeld, context),
      }
    })
}

function reasonOf(day: Day, minutes: number, { answer, now }: AbsenceContext): Reason {
  if (answer.reason !== null && answer.reason !== 'NO_DATA') return answer.reason
  if (answer.rejected.some(({ label }) => label.startsWith(day))) return 'GATEWAY_MALFORMED'
  if (minutes > 0) return 'INCOMPLETE_DAY'
  return daysBetween(day, dayOf(now)) < LATE_DAYS ? 'NOT_PUBLISHED' : 'NO_DATA'
}

function nextTryOf(
  reason: Reason,
  asked: Pick<AbsentDay, 'day' | 'attempts' | 'firstAskedAt'>,
  isHeld: (day: Day) => boolean,
  { dataset, now }: AbsenceContext,
): Instant | null {
  if (reason === 'BEFORE_START' || reason === 'TOO_OLD') return null
  if (reason === 'SOURCE_UNAVAILABLE') return now + BLACKLIST_MS
  const alone =
    dataset.endsWith('_CURVE') &&
    !Array.from({ length: CHUNK_DAYS - 1 }, (_, back) => addDays(asked.day, -1 - back)).some(isHeld)
  return nextTry({ ...asked, now, alone })
}
