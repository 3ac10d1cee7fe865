import type { AppError, Instant, Reason } from '../core/index.js'
import { nextUtcMidnight } from '../core/index.js'

/** What failures have in common, as far as waiting is concerned. */
export const BREAKER_CAUSES = ['CREDENTIALS', 'CONSENT', 'OUTAGE', 'MALFORMED', 'QUOTA', 'QUESTION'] as const
export type BreakerCause = (typeof BREAKER_CAUSES)[number]

/** A cause that has struck a scope and was not cleared by a success since. */
export interface BreakerState {
  /** A pdl, `*` for the gateway as a whole, the name of what has no meter (`tempo`…), or one question about a scope. */
  readonly scope: string
  readonly cause: BreakerCause
  readonly code: Reason
  /** In a row. */
  readonly failures: number
  /** null = closed: failures, but too few. */
  readonly openedAt: Instant | null
  /** From then on, one call may try. */
  readonly retryAt: Instant | null
  readonly message: string
  readonly detail: string | null
  readonly updatedAt: Instant
}

/** The gateway as a whole. */
export const EVERYWHERE = '*'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const causes: Readonly<Partial<Record<Reason, BreakerCause>>> = {
  CREDENTIALS_REJECTED: 'CREDENTIALS',
  EMAIL_NOT_VERIFIED: 'CREDENTIALS',
  CONSENT_MISSING: 'CONSENT',
  NOT_HOLDER: 'CONSENT',
  USAGE_POINT_INACTIVE: 'CONSENT',
  GATEWAY_UNREACHABLE: 'OUTAGE',
  GATEWAY_FAILED: 'OUTAGE',
  SOURCE_UNAVAILABLE: 'OUTAGE',
  RATE_LIMITED: 'OUTAGE',
  GATEWAY_MALFORMED: 'MALFORMED',
  QUOTA_EXHAUSTED: 'QUOTA',
  NO_PRODUCTION: 'QUESTION',
  CURVE_NOT_ENABLED: 'QUESTION',
  INVALID_INPUT: 'QUESTION',
}

/** null: a failure that says nothing about the next call. */
export function causeOf(code: Reason): BreakerCause | null {
  return causes[code] ?? null
}

/** What is asked about a scope, where the refusal of one question says nothing of the others. */
export function questionOf(scope: string, question: string): string {
  return `${scope}/${question}`
}

/** Scopes a failure of a call counts for: what is wrong for every meter must not be found out by each of them. */
export function scopesStruck(code: Reason, scope: string, question?: string): readonly string[] {
  const cause = causeOf(code)
  if (cause === null) return []
  if (cause === 'QUESTION') return question === undefined ? [] : [questionOf(scope, question)]
  if (cause === 'CREDENTIALS' || cause === 'QUOTA') return [EVERYWHERE]
  return code === 'GATEWAY_UNREACHABLE' || code === 'GATEWAY_FAILED' ? [scope, EVERYWHERE] : [scope]
}

/** State after one more failure of the same cause. Opens at the threshold; at once when one failure tells enough. */
export function afterFailure(
  before: BreakerState | undefined,
  scope: string,
  error: AppError,
  now: Instant,
  threshold: number,
): BreakerState | undefined {
  const cause = causeOf(error.code)
  if (cause === null) return before
  const failures = (before?.failures ?? 0) + 1
  const needed = tellsEnough(cause, error) ? 1 : threshold
  const open = failures >= needed
  return {
    scope,
    cause,
    code: error.code,
    failures,
    openedAt: open ? (before?.openedAt ?? now) : null,
    retryAt: open ? Math.max(coolDownEnd(cause, failures - needed, now), error.retryAt ?? 0) : null,
    message: error.message,
    detail: error.detail ?? null,
    updatedAt: now,
  }
}

/** The same secret, counter or question would be refused again; and who asks to slow down says for how long. */
function tellsEnough(cause: BreakerCause, { code, retryAt }: AppError): boolean {
  return (
    cause === 'CREDENTIALS' ||
    cause === 'QUOTA' ||
    cause === 'QUESTION' ||
    (code === 'RATE_LIMITED' && retryAt !== undefined)
  )
}

/** Closed lets calls through; open lets none; half-open lets one try. The quota never stops a call here: the budget does, by counter. */
export function phaseOf(state: BreakerState | undefined, now: Instant): 'closed' | 'open' | 'half-open' {
  if (!state || state.cause === 'QUOTA' || state.openedAt === null || state.retryAt === null) return 'closed'
  return now < state.retryAt ? 'open' : 'half-open'
}

function coolDownEnd(cause: BreakerCause, further: number, now: Instant): Instant {
  switch (cause) {
    case 'OUTAGE':
      return now + Math.min(HOUR, MINUTE * 2 ** Math.min(further, 6))
    case 'CONSENT':
    case 'QUESTION':
      return now + 6 * HOUR
    case 'QUOTA':
      return nextUtcMidnight(now)
    case 'CREDENTIALS':
    case 'MALFORMED':
      return now + HOUR
  }
}
