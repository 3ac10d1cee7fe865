import type { AppError, ErrorDetails, Instant, Reason } from '../core/index.js'
import {
  GatewayMalformed,
  GatewayRefused,
  GatewayUnavailable,
  InvalidInput,
  NotFound,
  nextUtcMidnight,
} from '../core/index.js'

import type { EnedisCause } from './enedis-codes.js'
import { enedisCauseOf, readEnedisMessage } from './enedis-codes.js'
import type { Notice } from './gateway.forms.js'
import { withoutSecrets } from './secrets.js'

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

/** Code and message of a refusal in an envelope, or of an error object in `data` → what it means. */
export function verdictOf(notice: Notice, at: Circumstances): Verdict {
  const detail = withoutSecrets(`${notice.code}: ${notice.message}`, [at.secret])
  switch (notice.code) {
    case 'NO_DATA':
      return { absence: 'NO_DATA' }
    case 'DATE_TOO_OLD':
    case 'INVALID_DATE_RANGE':
      return { absence: 'TOO_OLD' }
    case 'RATE_LIMIT_EXCEEDED':
      return { failure: quotaSpent(detail, at) }
    case 'ENEDIS_ERROR':
      return strongest(readEnedisMessage(notice.message), detail, at)
    case 'ACCESS_DENIED':
      return failed(
        new GatewayRefused(
          'USAGE_POINT_INACTIVE',
          'The gateway refuses this meter: it is switched off there, or no longer on this account.',
          { detail },
        ),
        { counted: false },
      )
    case 'ENEDIS_UNAVAILABLE':
      return failed(
        new GatewayUnavailable(
          'SOURCE_UNAVAILABLE',
          'The gateway cannot reach Enedis at the moment; it is asked again in some minutes.',
          { detail, retryAt: at.now + 5 * MINUTE },
        ),
        { counted: false },
      )
    case 'FORECAST_ERROR':
    case 'SERVER_ERROR':
    case 'RTE_API_ERROR':
      return failed(
        new GatewayUnavailable(
          'SOURCE_UNAVAILABLE',
          'RTE does not answer the gateway properly; it is asked again later.',
          { detail },
        ),
      )
    case 'PDL_NOT_FOUND':
      return failed(new NotFound('The gateway does not know this meter any more.', { detail }))
    case 'NOT_FOUND':
      return failed(new NotFound('The gateway has no such thing at the moment.', { detail }))
    case 'INTERNAL_ERROR':
      return failed(
        gatewayFailed('The gateway failed on this request; it is asked again later.', { detail }),
        {
          again: true,
        },
      )
    case 'INVALID_DATE':
    case 'PDL_EXISTS':
    case 'MISSING_FIELD':
    case 'INVALID_FORMAT':
    case 'FORBIDDEN':
    case 'INVALID_STATUS':
      return failed(
        new InvalidInput(`The gateway refused the request: ${withoutSecrets(notice.message, [at.secret])}`, {
          detail,
        }),
      )
    default: {
      const cause = enedisCauseOf(notice.code)
      if (cause) return strongest([cause], detail, at)
      return failed(gatewayFailed('The gateway refused for a reason unknown to this program.', { detail }))
    }
  }
}

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

export function failed(error: AppError, how: { again?: boolean; counted?: boolean } = {}): Verdict {
  return { failure: { error, again: how.again ?? false, counted: how.counted ?? true } }
}

/** What stops everything, before what only delays, before what says that there is nothing. Of absences, the one that claims least. */
const ORDER: readonly EnedisCause['reason'][] = [
  'CONSENT_MISSING',
  'NOT_HOLDER',
  'NO_PRODUCTION',
  'CURVE_NOT_ENABLED',
  'INVALID_INPUT',
  'RATE_LIMITED',
  'SOURCE_UNAVAILABLE',
  'NO_DATA',
  'TOO_OLD',
  'BEFORE_START',
]

function strongest(causes: readonly EnedisCause[], detail: string, at: Circumstances): Verdict {
  const [cause] = causes.toSorted((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason))
  if (!cause)
    return failed(new GatewayMalformed('The gateway reports an Enedis error without its text.', { detail }))
  const { reason, sentence } = cause
  const retryAt = at.retryAfter ?? (cause.waitMs === undefined ? undefined : at.now + cause.waitMs)
  switch (reason) {
    case 'NO_DATA':
    case 'TOO_OLD':
    case 'BEFORE_START':
      return { absence: reason }
    case 'RATE_LIMITED':
    case 'SOURCE_UNAVAILABLE':
      return failed(new GatewayUnavailable(reason, sentence, { detail, retryAt }), {
        again: cause.again ?? false,
      })
    case 'INVALID_INPUT':
      return failed(new InvalidInput(sentence, { detail, level: 'error' }))
    default:
      return failed(new GatewayRefused(reason, sentence, { detail }))
  }
}
