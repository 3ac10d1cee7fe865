import { CronTime } from 'cron'

import type { Instant } from '../core/index.js'
import type { BreakerState } from './export-breaker.js'
import { dayOf, endOf } from '../core/index.js'
import { isBlocked } from './export-breaker.js'

const ZONE = 'Europe/Paris'
const AFTER_MIDNIGHT_MS = 2 * 60_000

/** When a target runs by itself. */
export interface Schedule extends BreakerState {
  readonly enabled: boolean
  readonly onChange: boolean
  readonly everyMs: number | null
  readonly cron: string | null
  /** Start of the newest sending; null = none yet. */
  readonly lastTriedAt: Instant | null
  readonly createdAt: Instant
  /** When the price it tells changes, after that; null = it tells none, or none changes. */
  readonly priceTurnAt: Instant | null
}

/**
 * The next automatic run; at or before `now` = due. null: when something changes, or only after somebody acts.
 * Times missed while we were off are made up for by one run.
 * @param hasPending something changed that has not left.
 */
export function nextRunAt(schedule: Schedule, hasPending: boolean, now: Instant): Instant | null {
  if (!schedule.enabled || isBlocked(schedule)) return null
  const { onChange, everyMs, cron, lastTriedAt, createdAt, retryAt, priceTurnAt } = schedule
  const times = [
    ...(onChange && hasPending ? [now] : []),
    ...(onChange && lastTriedAt !== null ? [turnOfTheDay(lastTriedAt)] : []),
    ...(onChange && priceTurnAt !== null ? [priceTurnAt] : []),
    ...(everyMs === null ? [] : [lastTriedAt === null ? now : lastTriedAt + everyMs]),
    ...(cron === null ? [] : [nextCronTime(cron, lastTriedAt ?? createdAt)]),
  ]
  if (times.length === 0) return null
  return Math.max(Math.min(...times), retryAt ?? 0)
}

/** With midnight what is today, tomorrow or yesterday moves, although no value changed. */
function turnOfTheDay(after: Instant): Instant {
  return endOf(dayOf(after)) + AFTER_MIDNIGHT_MS
}

/** Whether it is a five-field cron expression that fires at all. */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) return false
  try {
    return nextCronTime(text, 0) > 0
  } catch {
    return false
  }
}

/** First instant after another at which the expression fires, read in Paris. */
function nextCronTime(cron: string, after: Instant): Instant {
  return new CronTime(cron, ZONE).getNextDateFrom(new Date(after), ZONE).toMillis()
}
