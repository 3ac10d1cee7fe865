import { GatewayMalformed, GatewayRefused, GatewayUnavailable, InvalidInput } from '../core/index.js'

import type { EnedisCause } from './enedis-codes.js'
import type { Circumstances, Verdict } from './failure.js'
import { failed } from './failure.js'

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

/** What Enedis says of one or several ranges → the one thing that is to be done. */
export function strongest(causes: readonly EnedisCause[], detail: string, at: Circumstances): Verdict {
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
