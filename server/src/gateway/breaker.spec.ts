import { describe, expect, it } from 'vitest'

import type { AppError } from '../core/index.js'
import {
  GatewayMalformed,
  GatewayRefused,
  GatewayUnavailable,
  NotFound,
  parseInstant,
} from '../core/index.js'

import type { BreakerState } from './breaker.js'
import { afterFailure, causeOf, phaseOf, scopesStruck } from './breaker.js'

const NOON = parseInstant('2026-11-23T13:00:00+01:00')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const outage = new GatewayUnavailable('SOURCE_UNAVAILABLE', 'down')
const consent = new GatewayRefused('CONSENT_MISSING', 'no consent', { detail: 'ADAM-DC-0008' })

function after(error: AppError, times: number, threshold = 5): BreakerState | undefined {
  let state: BreakerState | undefined
  for (let i = 0; i < times; i++) state = afterFailure(state, 'pdl', error, NOON, threshold)
  return state
}

describe('a breaker', () => {
  it('opens after five failures in a row', () => {
    expect([4, 5].map((times) => phaseOf(after(outage, times), NOON))).toEqual(['closed', 'open'])
    expect(phaseOf(undefined, NOON)).toBe('closed')
  })

  it('remembers what failed', () => {
    expect(after(consent, 5)).toEqual({
      scope: 'pdl',
      cause: 'CONSENT',
      code: 'CONSENT_MISSING',
      failures: 5,
      openedAt: NOON,
      retryAt: NOON + 6 * HOUR,
      message: 'no consent',
      detail: 'ADAM-DC-0008',
      updatedAt: NOON,
    })
  })

  it('lets one try after its time', () => {
    const state = after(outage, 5)
    expect([MINUTE - 1, MINUTE].map((wait) => phaseOf(state, NOON + wait))).toEqual(['open', 'half-open'])
  })

  it.each([
    ['an outage, from a minute to an hour', outage, [5, 6, 7, 10, 11, 30], [1, 2, 4, 32, 60, 60]],
    ['a consent, six hours', consent, [5, 9], [360, 360]],
    ['a changed answer, an hour', new GatewayMalformed('changed'), [5, 6], [60, 60]],
    [
      'a refused secret, an hour from the first',
      new GatewayRefused('CREDENTIALS_REJECTED', 'no'),
      [1, 2],
      [60, 60],
    ],
    ['an e-mail to confirm, the same', new GatewayRefused('EMAIL_NOT_VERIFIED', 'no'), [1], [60]],
  ])('waits for %s', (_, error, times, minutes) => {
    expect(times.map((count) => ((after(error, count)?.retryAt ?? 0) - NOON) / MINUTE)).toEqual(minutes)
  })

  it('waits longer when it was told to', () => {
    const error = new GatewayUnavailable('RATE_LIMITED', 'Q4', { retryAt: NOON + HOUR })
    expect(after(error, 5)?.retryAt).toBe(NOON + HOUR)
  })

  it('opens at once when it is told how long to wait, and for six hours when a question is refused', () => {
    const slower = new GatewayUnavailable('RATE_LIMITED', 'slower', { retryAt: NOON + 10 * MINUTE })
    expect(after(slower, 1)?.retryAt).toBe(NOON + 10 * MINUTE)
    expect(after(new GatewayRefused('NO_PRODUCTION', 'no'), 1)?.retryAt).toBe(NOON + 6 * HOUR)
  })

  it('notes a spent quota until 00:00 UTC without stopping the other counter', () => {
    const state = after(new GatewayUnavailable('QUOTA_EXHAUSTED', 'spent'), 1)
    expect(state?.retryAt).toBe(parseInstant('2026-11-24T00:00:00Z'))
    expect(phaseOf(state, NOON)).toBe('closed')
  })

  it('does not count what says nothing of the next call', () => {
    expect(after(new NotFound('gone'), 9)).toBeUndefined()
    expect(causeOf('NOT_FOUND')).toBeNull()
  })
})

it.each([
  ['CONSENT_MISSING', ['pdl']],
  ['SOURCE_UNAVAILABLE', ['pdl']],
  ['GATEWAY_MALFORMED', ['pdl']],
  ['GATEWAY_UNREACHABLE', ['pdl', '*']],
  ['GATEWAY_FAILED', ['pdl', '*']],
  ['CREDENTIALS_REJECTED', ['*']],
  ['QUOTA_EXHAUSTED', ['*']],
  ['NOT_FOUND', []],
] as const)('%s strikes %j', (code, scopes) => {
  expect(scopesStruck(code, 'pdl')).toEqual(scopes)
})

it('a refused question strikes that question alone', () => {
  expect(scopesStruck('INVALID_INPUT', 'pdl', 'contract')).toEqual(['pdl/contract'])
  expect(scopesStruck('INVALID_INPUT', 'pdl')).toEqual([])
})
