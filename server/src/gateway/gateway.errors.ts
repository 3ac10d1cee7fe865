import { GatewayRefused, GatewayUnavailable, InvalidInput, NotFound } from '../core/index.js'

import { enedisCauseOf, readEnedisMessage } from './enedis-codes.js'
import { strongest } from './enedis-verdict.js'
import type { Circumstances, Verdict } from './failure.js'
import { MINUTE, failed, gatewayFailed, quotaSpent } from './failure.js'
import type { Notice } from './gateway.forms.js'
import { withoutSecrets } from './secrets.js'

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
