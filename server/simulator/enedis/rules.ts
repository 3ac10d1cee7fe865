import type { Day, Direction, Instant } from '../../src/core/index.js'
import { addDays, addYears, dayOf, daysBetween, instantAt, isDay } from '../../src/core/index.js'
import type { Household } from '../household/household.js'
import type { EnedisError, EnedisCode } from './enedis-error.js'

export type MeteringService = 'daily' | 'curve' | 'power'

export interface MeteringQuestion {
  readonly service: MeteringService
  readonly direction: Direction
  readonly start: string
  readonly end: string
}

type Refuse = (code: EnedisCode, description?: string) => EnedisError

const HISTORY_YEARS = { daily: 3, power: 3, curve: 2 } as const
const HISTORY_GRACE_DAYS = 15
const CURVE_DAYS = 7

/** The rules Enedis checks before it looks for readings, in its order. Throws what it answers. */
export function checkQuestion(
  { service, direction, start, end }: MeteringQuestion,
  household: Household,
  today: Day,
  refuse: Refuse,
): { start: Day; end: Day } {
  if (!household.consent) throw refuse('ADAM-DC-0008')
  if (!isDay(start) || !isDay(end)) {
    throw refuse('invalid_request', 'The dates must be written YYYY-MM-DD.')
  }
  if (start >= end) throw refuse('invalid_request')
  if (end > today) {
    throw refuse('invalid_request', 'The end date parameter must be earlier than the current date.')
  }
  if (service === 'curve' && daysBetween(start, end) > CURVE_DAYS) throw refuse('ADAM-ERR0126')
  const source = direction === 'CONSUMPTION' ? household.meter.consumption : household.meter.production
  if (!source) throw refuse('ADAM-ERR0069')
  if (start < oldestDay(service, today)) throw refuse('ADAM-ERR0125')
  if (start < household.meter.activation) throw refuse('ADAM-ERR0123')
  return { start, end }
}

function oldestDay(service: MeteringService, today: Day): Day {
  return addDays(addYears(today, -HISTORY_YEARS[service]), -HISTORY_GRACE_DAYS)
}

/** Readings of a day appear the next morning, or days later on a late meter. */
export function isPublished(day: Day, lateDays: number, publicationHour: number, now: Instant): boolean {
  const publicationDay = addDays(day, 1 + lateDays)
  const today = dayOf(now)
  if (publicationDay !== today) return publicationDay < today
  const minutes = Math.round(publicationHour * 60)
  return now >= instantAt(publicationDay, { hour: Math.floor(minutes / 60), minute: minutes % 60 })
}
