import type { Day, DayRange, Instant, Reason, SeriesDataset } from '../core/index.js'
import { addDays, daysOf, earliest, latest } from '../core/index.js'
import { intersection, publicationOf } from './bounds.js'
import type { AbsentDay } from './merge.js'

/** What is known about the days of a series that are not held. */
export interface SeriesState {
  readonly dataset: SeriesDataset
  readonly now: Instant
  /** Days the gateway may give. */
  readonly history: DayRange
  /** Oldest day that holds a value. */
  readonly first: Day | null
  readonly absences: ReadonlyMap<Day, AbsentDay>
  /** Why what was never asked could not be asked just now; null = it will be. */
  readonly obstacle: Obstacle | null
  /** The meter is off: nothing more is expected after this day; null = it is on. */
  readonly closedAfter: Day | null
  /** First day from which values can be expected; null = none. */
  readonly expectedFrom: Day | null
}

export interface Obstacle {
  readonly reason: Reason
  readonly retryAt: Instant | null
}

export function seriesState(facts: Omit<SeriesState, 'expectedFrom'>): SeriesState {
  return { ...facts, expectedFrom: facts.closedAfter === null ? expectedFrom(facts) : facts.first }
}

/** Why a day is not there, and what happens next. */
export interface Missing {
  readonly reason: Reason
  readonly attempts: number
  /** null = never, unless forced. */
  readonly nextTryAt: Instant | null
}

export interface MissingDays extends Missing, DayRange {}

export function missingOf(
  day: Day,
  { dataset, now, history, first, absences, obstacle }: SeriesState,
): Missing {
  const absence = absences.get(day)
  if (absence) return absence
  const published = publicationOf(dataset === 'CONSUMPTION_DAILY' ? 'CONSUMPTION_CURVE' : dataset, day)
  if (published > now) return { reason: 'NOT_PUBLISHED', attempts: 0, nextTryAt: published }
  if (day < history.from) {
    return {
      reason: first !== null && day > first ? 'TOO_OLD' : 'BEFORE_START',
      attempts: 0,
      nextTryAt: null,
    }
  }
  return {
    reason: obstacle?.reason ?? 'NOT_ASKED',
    attempts: 0,
    nextTryAt: obstacle ? obstacle.retryAt : now,
  }
}

/**
 * First day from which values can be expected: the first one held, or an older one that was never asked and may exist.
 * Days before it that were asked in vain belong to the time before the meter.
 */
function expectedFrom({ history, first, absences }: Omit<SeriesState, 'expectedFrom'>): Day | null {
  let day = history.from
  while (day < history.to && day !== first && absences.has(day)) day = addDays(day, 1)
  if (day >= history.to) return first
  return first !== null && first < day ? first : day
}

/** Days that should hold a value: from the first expected one to yesterday, within the range. */
export function expectedRange(range: DayRange, state: SeriesState, today: Day): DayRange {
  const { expectedFrom: start, closedAfter } = state
  if (start === null) return { from: range.from, to: range.from }
  const end = closedAfter === null ? today : addDays(closedAfter, 1)
  return intersection(range, { from: start, to: latest(start, earliest(today, end)) })
}

/** Expected days that are not known → ranges of one cause each, oldest first. */
export function missingDays(
  expected: DayRange,
  isKnown: (day: Day) => boolean,
  state: SeriesState,
): MissingDays[] {
  const ranges: MissingDays[] = []
  for (const day of daysOf(expected)) {
    if (isKnown(day)) continue
    const { reason, attempts, nextTryAt } = missingOf(day, state)
    const last = ranges.at(-1)
    if (
      last?.to === day &&
      last.reason === reason &&
      last.attempts === attempts &&
      last.nextTryAt === nextTryAt
    ) {
      ranges[ranges.length - 1] = { ...last, to: addDays(day, 1) }
    } else {
      ranges.push({ from: day, to: addDays(day, 1), reason, attempts, nextTryAt })
    }
  }
  return ranges
}
