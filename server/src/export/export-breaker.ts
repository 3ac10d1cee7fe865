import type { AppError, Instant } from '../core/index.js'

const MINUTE = 60_000
/** Failures in a row after which a destination is left alone for long. */
const OPENS_AFTER = 5
const LONGEST_MS = 4 * 60 * MINUTE

/** How a destination stands with automatic runs. */
export interface BreakerState {
  /** In a row. */
  readonly failures: number
  /** Automatic runs wait until then; null after a failure: until somebody acts. */
  readonly retryAt: Instant | null
}

export const CLOSED: BreakerState = { failures: 0, retryAt: null }

/**
 * One failure more: 1, 2, 4, 8 minutes of rest, then half an hour, doubled up to four hours.
 * A refusal is not tried again by itself: asking on would lock the account at the other side.
 */
export function afterFailure(failures: number, error: AppError, now: Instant): BreakerState {
  const count = failures + 1
  if (isForGood(error)) return { failures: count, retryAt: null }
  const waitMs =
    count < OPENS_AFTER
      ? 2 ** (count - 1) * MINUTE
      : Math.min(LONGEST_MS, 2 ** (count - OPENS_AFTER) * 30 * MINUTE)
  return { failures: count, retryAt: Math.max(now + waitMs, error.retryAt ?? 0) }
}

export function isBlocked({ failures, retryAt }: BreakerState): boolean {
  return failures > 0 && retryAt === null
}

function isForGood({ code, retry }: AppError): boolean {
  return code === 'PEER_REFUSED' || code === 'INVALID_INPUT' || (code !== 'INTERNAL' && retry === 'never')
}
