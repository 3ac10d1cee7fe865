import {
  GatewayMalformed,
  GatewayRefused,
  GatewayUnavailable,
  InvalidInput,
  NotFound,
} from '../core/index.js'

import type { Circumstances, Failure } from './failure.js'
import { MINUTE, failureOf, gatewayFailed, quotaSpent } from './failure.js'
import type { Form } from './gateway.forms.js'
import { withoutSecrets } from './secrets.js'

const PROXY_FAILURES = [502, 503, 504]

/** HTTP status and a body that is not an envelope → what went wrong. Source: docs/gateway.md, "HTTP statuses". */
export function httpFailure(
  status: number,
  form: Exclude<Form, { kind: 'data' } | { kind: 'refusal' }>,
  at: Circumstances,
): Failure {
  const words = form.kind === 'framework' ? form.detail : form.kind === 'foreign' ? form.title : ''
  const detail = withoutSecrets(`HTTP ${status}${words === '' ? '' : `: ${words}`}`, [at.secret])
  if (status === 401) return refused(status, detail)
  if (status === 403) return forbidden(words, detail, form.kind === 'framework', at)
  if (status === 429) return tooMany(words, detail, at)
  if (status >= 500)
    return failureOf(
      gatewayFailed(
        PROXY_FAILURES.includes(status)
          ? 'The gateway is down or overloaded; it is asked again later.'
          : 'The gateway failed on this request; it is asked again later.',
        { detail, retryAt: at.retryAfter },
      ),
      { again: true },
    )
  if (status >= 400) return requestFailure(status, form.kind, words, detail, at)
  if (status >= 300)
    return failureOf(
      gatewayFailed('The gateway has moved: put its new address in MED_API_URL.', { detail, retry: 'never' }),
      { counted: false },
    )
  return successFailure(form, detail, at)
}

function refused(status: number, detail: string): Failure {
  return failureOf(
    new GatewayRefused(
      'CREDENTIALS_REJECTED',
      `The gateway refuses the secret (HTTP ${status}): it was changed, mistyped or the account is closed. Give the current one in the settings.`,
      { detail },
    ),
    { counted: false },
  )
}

function forbidden(words: string, detail: string, framework: boolean, at: Circumstances): Failure {
  if (framework && /e-?mail/i.test(words))
    return failureOf(
      new GatewayRefused(
        'EMAIL_NOT_VERIFIED',
        'The gateway waits for the e-mail address of the account to be confirmed: follow the link it sent.',
        { detail },
      ),
      { counted: false },
    )
  if (framework && !at.read)
    return failureOf(new InvalidInput(`The gateway does not allow this: ${words}`, { detail }))
  if (framework && at.secret !== null) return refused(403, detail)
  return failureOf(
    gatewayFailed('Something in front of the gateway refuses our requests; it is asked again later.', {
      detail,
      retryAt: at.retryAfter,
    }),
  )
}

/** EcoWatt says that its counter is spent by a real 429; a proxy says so too, for other reasons. */
function tooMany(words: string, detail: string, at: Circumstances): Failure {
  if (/^rate limit exceeded/i.test(words) && at.path.startsWith('/ecowatt/')) return quotaSpent(detail, at)
  return failureOf(
    new GatewayUnavailable('RATE_LIMITED', 'The gateway asks to slow down; it is asked again later.', {
      detail,
      retryAt: at.retryAfter ?? at.now + MINUTE,
    }),
    { again: at.retryAfter !== undefined },
  )
}

function requestFailure(
  status: number,
  kind: Form['kind'],
  words: string,
  detail: string,
  at: Circumstances,
): Failure {
  if (status === 404 && kind === 'framework' && words !== 'Not Found')
    return failureOf(new NotFound(`The gateway has no such thing: ${words}`, { detail }))
  if (status === 404 || status === 405)
    return failureOf(
      new GatewayMalformed(
        `The gateway has no ${at.path}: check MED_API_URL; if it is right, the gateway has changed.`,
        { detail },
      ),
      { counted: false },
    )
  if (kind !== 'framework')
    return failureOf(
      gatewayFailed('The gateway refuses to be called under this address: check MED_API_URL.', {
        detail,
        retry: 'never',
      }),
      { counted: false },
    )
  return failureOf(new InvalidInput(`The gateway refused the request: ${words}`, { detail, level: 'error' }))
}

function successFailure(
  form: Exclude<Form, { kind: 'data' } | { kind: 'refusal' }>,
  detail: string,
  at: Circumstances,
): Failure {
  if (form.kind === 'cut')
    return failureOf(
      new GatewayUnavailable('GATEWAY_UNREACHABLE', 'The answer of the gateway was cut; it is asked again.', {
        detail,
      }),
      { again: true },
    )
  if (form.kind === 'foreign')
    return failureOf(
      gatewayFailed(
        'The gateway answered with a page instead of data: probably maintenance. It is asked again later.',
        { detail },
      ),
      { again: true },
    )
  const cause = form.kind === 'unreadable' ? form.cause : 'is an error under a success'
  return failureOf(new GatewayMalformed(`The answer of the gateway to ${at.path} ${cause}.`, { detail }))
}
