import type { Day, Instant } from '../core/index.js'
import { addDays, dayOf, daysBetween, instantAt, wallClockOf } from '../core/index.js'
import { PUBLICATION_HOUR } from './bounds.js'

const MINUTE = 60_000
/** After the first, second … try of a day, for a day just gone by; then the next morning. */
const STEPS = [30 * MINUTE, 60 * MINUTE, 60 * MINUTE, 240 * MINUTE]
/** For as many days after it, a day that did not come is asked several times a day. */
const RECENT_DAYS = 2
/** Then once, so many days later; then never. */
const RUNGS = [3, 7, 30]
const LAST_HOUR = 22

export interface Try {
  readonly day: Day
  /** Tries so far, this one included. */
  readonly attempts: number
  readonly firstAskedAt: Instant
  readonly now: Instant
  /** No day nearby is known to be there: another try today would only feed the gateway's blacklist. */
  readonly alone: boolean
}

/** When a day that did not come is asked again; null = never, unless a person forces it. */
export function nextTry({ day, attempts, firstAskedAt, now, alone }: Try): Instant | null {
  const today = dayOf(now)
  const askedEarly = daysBetween(day, dayOf(firstAskedAt)) <= RECENT_DAYS + 1
  const base = askedEarly ? day : dayOf(firstAskedAt)
  const age = daysBetween(base, today)
  if (askedEarly && age <= RECENT_DAYS) return soon(today, attempts, now, alone)
  const rung = RUNGS.find((days) => days > age)
  return rung === undefined ? null : morningOf(addDays(base, rung))
}

function soon(today: Day, attempts: number, now: Instant, alone: boolean): Instant {
  const tomorrow = morningOf(addDays(today, 1))
  if (now < morningOf(today)) return morningOf(today)
  const step = STEPS[(attempts - 1) % (STEPS.length + 1)]
  if (alone || step === undefined) return tomorrow
  const next = now + step
  return dayOf(next) === today && wallClockOf(next).hour < LAST_HOUR ? next : tomorrow
}

function morningOf(day: Day): Instant {
  return instantAt(day, { hour: PUBLICATION_HOUR })
}
