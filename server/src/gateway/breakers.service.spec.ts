import { beforeEach, describe, expect, it } from 'vitest'

import type { AppError, Instant } from '../core/index.js'
import {
  Clock,
  EventBus,
  GatewayRefused,
  GatewayUnavailable,
  InvalidInput,
  parseInstant,
} from '../core/index.js'

import type { BreakerState } from './breaker.js'
import type { Passage } from './breakers.service.js'
import { Breakers } from './breakers.service.js'

const NOON = parseInstant('2026-11-23T13:00:00+01:00')
const MINUTE = 60_000
const A = '01226049110001'
const B = '01226049110002'
const unreachable = new GatewayUnavailable('GATEWAY_UNREACHABLE', 'nobody there')
const enedisDown = new GatewayUnavailable('SOURCE_UNAVAILABLE', 'Enedis is down')
const noConsent = new GatewayRefused('CONSENT_MISSING', 'no consent', { detail: 'ADAM-DC-0008' })
const badSecret = new GatewayRefused('CREDENTIALS_REJECTED', 'wrong secret')

let now: Instant
let bus: EventBus
let rows: Map<string, BreakerState>
let breakers: Breakers
let calls: string[]

class TestClock extends Clock {
  override now() {
    return now
  }
}
const memory = {
  all: () => Promise.resolve([...rows.values()]),
  save: (state: BreakerState) => Promise.resolve(void rows.set(`${state.scope} ${state.cause}`, state)),
  remove: (scope: string, cause: string) => Promise.resolve(void rows.delete(`${scope} ${cause}`)),
}
function start(): Breakers {
  const started = new Breakers(memory, { BREAKER_FAILURES: 5 }, new TestClock(), bus)
  started.onModuleInit()
  return started
}

beforeEach(() => {
  now = NOON
  bus = new EventBus()
  rows = new Map()
  calls = []
  breakers = start()
})

async function call(
  scope: string,
  outcome: AppError | string,
  more: Partial<Passage<string>> = {},
): Promise<string> {
  return breakers
    .through({ scope, mode: 'auto', authenticated: true, ...more }, () => {
      calls.push(scope)
      return typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome)
    })
    .catch((error: unknown) => (error as AppError).message)
}
async function fail(times: number, scope: string, error: AppError, more: Partial<Passage<string>> = {}) {
  for (let i = 0; i < times; i++) await call(scope, error, more)
  calls = []
}

describe('a meter that keeps failing', () => {
  it('is left alone, with the remembered problem, while the others go on', async () => {
    await fail(5, A, noConsent)
    await expect(
      breakers.through({ scope: A, mode: 'auto', authenticated: true }, () => Promise.resolve('never')),
    ).rejects.toMatchObject({
      code: 'CONSENT_MISSING',
      detail: 'ADAM-DC-0008',
      retryAt: NOON + 6 * 60 * MINUTE,
    })
    expect(await call(B, 'fine')).toBe('fine')
    expect(calls).toEqual([B])
  })

  it('is tried once after its time; success closes, failure opens again', async () => {
    await fail(5, A, enedisDown)
    now += MINUTE
    await call(A, enedisDown)
    await call(A, 'shut')
    now += 2 * MINUTE
    expect(await call(A, 'back')).toBe('back')
    expect(await call(A, 'still')).toBe('still')
    expect(calls).toEqual([A, A, A])
    expect(rows.size).toBe(0)
  })

  it('lets only one try at a time', async () => {
    await fail(5, A, enedisDown)
    now += MINUTE
    let answer: (text: string) => void = () => undefined
    const first = breakers.through({ scope: A, mode: 'auto', authenticated: true }, () => {
      return new Promise<string>((resolve) => (answer = resolve))
    })
    expect(await call(A, 'second')).toBe('Enedis is down')
    answer('first')
    expect(await first).toBe('first')
    expect(await call(A, 'third')).toBe('third')
  })

  it('is tried by hand whenever a person asks', async () => {
    await fail(5, A, noConsent)
    expect(await call(A, 'given again', { mode: 'manual' })).toBe('given again')
    expect(await call(A, 'fine')).toBe('fine')
  })

  it('is forgotten by a failure of another kind only when that proves it wrong', async () => {
    await fail(4, A, enedisDown)
    await fail(1, A, noConsent)
    await fail(4, A, enedisDown)
    expect(await call(A, 'fine')).toBe('fine')
  })

  it('is not cleared by an answer that hides its cause', async () => {
    await fail(4, A, noConsent)
    await call(A, 'nothing', { proves: () => false })
    await fail(1, A, noConsent)
    expect(await call(A, 'shut')).toBe('no consent')
  })

  it('does not count what is thrown by others, nor a request that was wrong', async () => {
    await fail(9, A, new InvalidInput('ours'))
    await fail(9, A, new Error('given up') as AppError)
    expect(await call(A, 'fine')).toBe('fine')
  })
})

describe('a question that is refused for good', () => {
  const solar = { question: 'PRODUCTION_DAILY' }
  const noProduction = new GatewayRefused('NO_PRODUCTION', 'no panels')

  it('is not asked again for six hours, while the other questions of the meter go on', async () => {
    await fail(1, A, noProduction, solar)
    expect(await call(A, 'never', solar)).toBe('no panels')
    expect(await call(A, 'fine', { question: 'CONSUMPTION_DAILY' })).toBe('fine')
    expect(await breakers.problems()).toMatchObject([{ code: 'NO_PRODUCTION', pdl: A }])
    now += 6 * 60 * MINUTE
    expect(await call(A, 'panels', solar)).toBe('panels')
    expect(await breakers.problems()).toEqual([])
  })

  it('is no problem any more once nobody asks it', async () => {
    await fail(1, A, noProduction, solar)
    now += 24 * 60 * MINUTE
    expect(await breakers.problems()).toEqual([])
  })
})

it('tells a trial from an ordinary call', async () => {
  const isTrial = (mode: 'auto' | 'manual') =>
    breakers.through({ scope: A, mode, authenticated: true }, (trial) => {
      return trial ? Promise.reject(enedisDown) : Promise.resolve('ordinary')
    })
  expect(await isTrial('auto')).toBe('ordinary')
  await fail(5, A, enedisDown)
  now += MINUTE
  await expect(isTrial('auto')).rejects.toBe(enedisDown)
  expect(await isTrial('manual')).toBe('ordinary')
})

describe('a gateway that does not answer', () => {
  it('is not knocked at by each meter in turn', async () => {
    for (const scope of [A, B, 'tempo', A, B]) await call(scope, unreachable)
    calls = []
    expect(await call('01226049110003', 'x')).toBe('nobody there')
    expect(await call('tempo', 'x', { authenticated: false })).toBe('nobody there')
    expect(calls).toEqual([])
    now += MINUTE
    expect(await call(B, noConsent)).toBe('no consent')
    expect(await call('tempo', 'x')).toBe('x')
  })
})

describe('a refused secret', () => {
  it('stops everything that needs it at once, and nothing else', async () => {
    await fail(1, A, badSecret)
    expect(await call(B, 'x')).toBe('wrong secret')
    expect(await call('tempo', 'free', { authenticated: false })).toBe('free')
    expect(calls).toEqual(['tempo'])
    expect(await breakers.credentialsDue()).toBe(false)
    now += 60 * MINUTE
    expect(await breakers.credentialsDue()).toBe(true)
  })

  it('is forgiven with another one', async () => {
    await fail(1, A, badSecret)
    await fail(5, B, noConsent, { mode: 'manual' })
    bus.publish('CredentialsChanged', {})
    await new Promise((resolve) => setImmediate(resolve))
    expect(await call(A, 'x')).toBe('x')
    expect(await call(B, 'y')).toBe('y')
    expect(rows.size).toBe(0)
  })

  it('is checked again at once after a start: it may have been put right meanwhile', async () => {
    await fail(1, A, badSecret)
    breakers = start()
    expect(await breakers.credentialsDue()).toBe(true)
  })
})

describe('what is known of problems', () => {
  it('is listed once, newest first, with the meter concerned', async () => {
    await fail(1, A, noConsent)
    now += MINUTE
    await fail(1, B, unreachable)
    expect(await breakers.problems()).toEqual([
      { code: 'GATEWAY_UNREACHABLE', pdl: null, message: 'nobody there', retryAt: null, detail: null },
      { code: 'CONSENT_MISSING', pdl: A, message: 'no consent', retryAt: null, detail: 'ADAM-DC-0008' },
    ])
  })

  it('fades after a day when the door never shut, and with the day for the quota', async () => {
    await fail(1, A, noConsent)
    now += MINUTE
    await fail(1, A, new GatewayUnavailable('QUOTA_EXHAUSTED', 'spent'))
    expect((await breakers.problems()).map(({ code }) => code)).toEqual([
      'QUOTA_EXHAUSTED',
      'CONSENT_MISSING',
    ])
    now = parseInstant('2026-11-24T00:00:00Z')
    expect((await breakers.problems()).map(({ code }) => code)).toEqual(['CONSENT_MISSING'])
    now += 24 * 60 * MINUTE
    expect(await breakers.problems()).toEqual([])
  })

  it('survives a restart', async () => {
    await fail(5, A, noConsent)
    breakers = start()
    expect(await call(A, 'x')).toBe('no consent')
  })
})
