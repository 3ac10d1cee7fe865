import { GatewayMalformed, GatewayUnavailable } from '../core/index.js'

import type { Circumstances, Failure } from './failure.js'
import { withoutSecrets } from './secrets.js'

/** Codes of a connection that never was: nothing reached the gateway, nothing was counted. */
const NEVER_CONNECTED: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is unknown: check MED_API_URL and the network’s DNS',
  EAI_AGAIN: 'its name could not be looked up: check the network',
  ECONNREFUSED: 'it refuses the connection: check MED_API_URL, or wait until it is back',
  ENETUNREACH: 'there is no way to it: check the network',
  EHOSTUNREACH: 'there is no way to it: check the network',
}
const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/

/**
 * What the HTTP library threw → a failure that holds neither the request nor its headers.
 * @param timedOutMs how long we waited, when our own limit cut the call
 */
export function transportFailure(thrown: unknown, at: Circumstances, timedOutMs?: number): Failure {
  const code = codeOf(thrown)
  const words = withoutSecrets(thrown instanceof Error ? thrown.message : String(thrown), [at.secret])
  if (timedOutMs !== undefined)
    return unreachable(`did not answer within ${Math.round(timedOutMs / 1000)} s`, words, true)
  const never = NEVER_CONNECTED[code]
  if (never !== undefined) return unreachable(`cannot be reached: ${never}`, words, false)
  if (TLS.test(code))
    return unreachable(
      `cannot be trusted (${code}): check MED_API_URL and its certificate`,
      words,
      false,
      false,
    )
  if (/maxContentLength/.test(words))
    return {
      error: new GatewayMalformed(`The answer of the gateway to ${at.path} is larger than any known one.`, {
        detail: words,
      }),
      again: false,
      counted: true,
    }
  return unreachable('broke the connection off', words, true)
}

function unreachable(what: string, words: string, counted: boolean, again = true): Failure {
  return {
    error: new GatewayUnavailable('GATEWAY_UNREACHABLE', `The gateway ${what}.`, {
      detail: words,
      cause: new Error(words),
    }),
    again,
    counted,
  }
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : ''
}
