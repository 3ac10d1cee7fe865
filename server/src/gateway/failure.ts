import type { AppError, ErrorDetails, Instant, Reason } from '../core/index.js'
import { GatewayUnavailable, nextUtcMidnight } from '../core/index.js'

/** Why days that were asked did not come: data, not an exception. */
export type Absence = Extract<Reason, 'NO_DATA' | 'BEFORE_START' | 'TOO_OLD'>

export interface Failure {
  readonly error: AppError
  /** Worth another try within the same call. */
  readonly again: boolean
  /** The gateway has counted the call, or may have. */
  readonly counted: boolean
}

export type Verdict =
  | { readonly absence: Absence }
  | { readonly absence?: undefined; readonly failure: Failure }

/** What a failure is told of: when, about which path, and what must not be repeated. */
export interface Circumstances {
  readonly now: Instant
  readonly path: string
  readonly secret: string | null
  /** Reading, as opposed to a proposal sent to the gateway. */
  readonly read: boolean
  readonly retryAfter?: Instant | undefined
}

export const MINUTE = 60_000

export function quotaSpent(detail: string, at: Circumstances): Failure {
  return {
    error: new GatewayUnavailable(
      'QUOTA_EXHAUSTED',
      'The calls of the day are spent at the gateway; they start again at 00:00 UTC.',
      { detail, retryAt: nextUtcMidnight(at.now) },
    ),
    again: false,
    counted: false,
  }
}

export function gatewayFailed(message: string, details: ErrorDetails): GatewayUnavailable {
  return new GatewayUnavailable('GATEWAY_FAILED', message, details)
}

/** Not worth another try, and counted, unless said otherwise. */
export function failureOf(error: AppError, how: { again?: boolean; counted?: boolean } = {}): Failure {
  return { error, again: how.again ?? false, counted: how.counted ?? true }
}

export function failed(...args: Parameters<typeof failureOf>): Verdict {
  return { failure: failureOf(...args) }
}
