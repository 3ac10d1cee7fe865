import { HttpService } from '@nestjs/axios'
import axios from 'axios'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { AppError } from '../core/index.js'
import { Clock, parseInstant } from '../core/index.js'

import type { CallUnit, GatewayRequest } from './gateway.client.js'
import { GatewayClient } from './gateway.client.js'
import { PATIENCE_MS, Pause } from './retry.js'

const SECRET = 'S3cr-et_'.repeat(11)
const NOW = parseInstant('2026-11-23T15:30:00+01:00')
const MIDNIGHT = parseInstant('2026-11-24T00:00:00Z')
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')

class StillClock extends Clock {
  override now() {
    return NOW
  }
}
class NoPause extends Pause {
  readonly waits: number[] = []
  override wait(ms: number, signal?: AbortSignal) {
    signal?.throwIfAborted()
    this.waits.push(ms)
    return Promise.resolve()
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(body)
const envelope = (code: string, message: string) =>
  answer(200, JSON.stringify({ success: false, data: null, error: { code, message, field: null } }))
const enedis = (message: string) => envelope('ENEDIS_ERROR', message)

let seen: { method?: string; url?: string; authorization?: string; body: string }[] = []
let answers: Answer[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    seen.push({
      method: request.method,
      url: request.url,
      authorization: request.headers.authorization,
      body,
    })
    const next = answers.length > 1 ? answers.shift() : answers[0]
    next?.(request, response)
  })
})
let root = ''
let pause = new NoPause()

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen = []
  pause = new NoPause()
})

function client(env: { MED_API_URL?: string; GATEWAY_TIMEOUT_MS?: number; GATEWAY_ATTEMPTS?: number } = {}) {
  const settings = { MED_API_URL: `${root}/api/`, GATEWAY_TIMEOUT_MS: 5_000, GATEWAY_ATTEMPTS: 3, ...env }
  return new GatewayClient(new HttpService(axios.create()), settings, new StillClock(), pause)
}
const request: GatewayRequest = { path: ['pdl'], secret: SECRET }
async function failure(
  next: Answer | Answer[],
  more: Partial<GatewayRequest> = {},
  env = {},
): Promise<AppError> {
  answers = [next].flat()
  const error = await client(env)
    .send({ ...request, ...more })
    .then(
      (reply) => expect.fail(`answered ${JSON.stringify(reply)}`),
      (thrown: unknown) => thrown as AppError,
    )
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(SECRET)
  return error
}
async function reply(next: Answer | Answer[], more: Partial<GatewayRequest> = {}) {
  answers = [next].flat()
  return client().send({ ...request, ...more })
}

describe('a request', () => {
  it('carries the secret, and its words encoded', async () => {
    await reply(answer(200, fixture('meters.json')), {
      path: ['enedis', 'consumption', 'daily', '01/02'],
      query: { start: '2026-11-13', at: '2026-11-13T00:00:00+01:00', use_cache: true, nothing: undefined },
    })
    expect(seen).toEqual([
      {
        method: 'GET',
        url: '/api/enedis/consumption/daily/01%2F02?start=2026-11-13&at=2026-11-13T00%3A00%3A00%2B01%3A00&use_cache=true',
        authorization: `Bearer ${SECRET}`,
        body: '',
      },
    ])
  })

  it('to a public path does not carry the secret', async () => {
    await reply(answer(200, fixture('tempo-days.json')), { path: ['tempo', 'days'], secret: null })
    expect(seen[0]?.authorization).toBeUndefined()
  })

  it('that writes carries its body and is sent once, whatever happens', async () => {
    const write = { method: 'POST', path: ['energy', 'contribute'], body: { offer_name: 'é' } } as const
    expect((await failure(answer(503, ''), write)).code).toBe('GATEWAY_FAILED')
    expect(seen.map(({ method, body }) => [method, body])).toEqual([['POST', '{"offer_name":"é"}']])
  })
})

describe('an answer', () => {
  it('in an envelope gives its data', async () => {
    const { data, reason } = await reply(answer(200, fixture('usage.json')))
    expect(data).toMatchObject({ cached_requests: 87 })
    expect(reason).toBeNull()
  })

  it.each([
    ['ecowatt-history.json', (data: unknown) => Array.isArray(data)],
    ['ecowatt-none.json', (data: unknown) => Array.isArray(data)],
  ])('bare gives itself: %s', async (name, isRight) => {
    const { data } = await reply(answer(200, fixture(name)), { form: 'bare' })
    expect(isRight(data)).toBe(true)
  })

  it('in part says so', async () => {
    const { data, reason } = await reply(answer(200, fixture('load-curve-partial.json')))
    expect(data).toHaveProperty('meter_reading')
    expect(reason).toBe('SOURCE_UNAVAILABLE')
  })

  it.each([
    ['load-curve-nothing.json', 'NO_DATA'],
    ['daily-no-data.json', 'NO_DATA'],
    ['production-no-data.json', 'NO_DATA'],
    ['daily-too-old.json', 'TOO_OLD'],
    ['load-curve-too-old.json', 'TOO_OLD'],
    ['load-curve-before-activation.json', 'BEFORE_START'],
    ['production-before-activation.json', 'BEFORE_START'],
    ['max-power-before-activation.json', 'BEFORE_START'],
  ])('%s is no failure but %s', async (name, reason) => {
    expect(await reply(answer(200, fixture(name)))).toEqual({ data: null, reason })
    expect(seen).toHaveLength(1)
  })
})

describe('HTTP statuses', () => {
  it.each([
    [400, 'host-refused.txt', 'GATEWAY_FAILED', 1, /MED_API_URL/],
    [400, 'ecowatt-range-refused.json', 'INVALID_INPUT', 1, /365 days/],
    [401, 'secret-refused.json', 'CREDENTIALS_REJECTED', 1, /secret/],
    [401, 'secret-missing.json', 'CREDENTIALS_REJECTED', 1, /secret/],
    [403, 'email-not-verified.json', 'EMAIL_NOT_VERIFIED', 1, /e-mail/],
    [403, 'admin-only.json', 'CREDENTIALS_REJECTED', 1, /secret/],
    [403, 'proxy-502.html', 'GATEWAY_FAILED', 1, /in front of the gateway/],
    [404, 'no-such-path.json', 'GATEWAY_MALFORMED', 1, /no \/pdl: check MED_API_URL/],
    [404, 'contribution-unknown.json', 'NOT_FOUND', 1, /Contribution non trouvée/],
    [405, 'wrong-method.json', 'GATEWAY_MALFORMED', 1, /MED_API_URL/],
    [422, 'query-refused.json', 'INVALID_INPUT', 1, /query.start: Field required; query.end/],
    [429, 'ecowatt-quota-spent.json', 'RATE_LIMITED', 1, /slow down/],
    [429, 'proxy-502.html', 'RATE_LIMITED', 1, /slow down/],
    [500, 'internal-error.json', 'GATEWAY_FAILED', 3, /failed on this request/],
    [502, 'proxy-502.html', 'GATEWAY_FAILED', 3, /down or overloaded/],
    [503, 'maintenance-page.html', 'GATEWAY_FAILED', 3, /down or overloaded/],
    [504, 'proxy-502.html', 'GATEWAY_FAILED', 3, /down or overloaded/],
    [301, 'proxy-502.html', 'GATEWAY_FAILED', 1, /has moved/],
    [200, 'maintenance-page.html', 'GATEWAY_FAILED', 3, /a page instead of data/],
  ])('%i with %s is %s, asked %i times', async (status, name, code, calls, sentence) => {
    const error = await failure(answer(status, fixture(name)))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(sentence)
    expect(seen).toHaveLength(calls)
    expect(error.detail).not.toContain('<')
  })

  it('403 on a write concerns the write, not the account', async () => {
    const error = await failure(answer(403, fixture('admin-only.json')), { method: 'PUT', body: {} })
    expect(error.code).toBe('INVALID_INPUT')
  })

  it('429 is a spent counter for EcoWatt alone, until 00:00 UTC', async () => {
    const error = await failure(answer(429, fixture('ecowatt-quota-spent.json')), {
      path: ['ecowatt', 'history'],
    })
    expect(error.code).toBe('QUOTA_EXHAUSTED')
    expect(error.retryAt).toBe(MIDNIGHT)
  })
})

describe('codes of the gateway', () => {
  it.each([
    ['quota-cached-spent.json', 'QUOTA_EXHAUSTED'],
    ['quota-fresh-spent.json', 'QUOTA_EXHAUSTED'],
    ['meter-refused.json', 'USAGE_POINT_INACTIVE'],
    ['enedis-unavailable.json', 'SOURCE_UNAVAILABLE'],
    ['meter-unknown.json', 'NOT_FOUND'],
    ['tempo-bad-date.json', 'INVALID_INPUT'],
    ['consent-missing.json', 'CONSENT_MISSING'],
    ['production-wrong-direction.json', 'NO_PRODUCTION'],
    ['max-power-end-in-future.json', 'INVALID_INPUT'],
  ])('%s is %s, asked once', async (name, code) => {
    expect((await failure(answer(200, fixture(name)))).code).toBe(code)
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['FORECAST_ERROR', 'SOURCE_UNAVAILABLE'],
    ['SERVER_ERROR', 'SOURCE_UNAVAILABLE'],
    ['RTE_API_ERROR', 'SOURCE_UNAVAILABLE'],
    ['NOT_FOUND', 'NOT_FOUND'],
    ['PDL_EXISTS', 'INVALID_INPUT'],
    ['INVALID_FORMAT', 'INVALID_INPUT'],
    ['FORBIDDEN', 'INVALID_INPUT'],
    ['INVALID_STATUS', 'INVALID_INPUT'],
    ['SOMETHING_NEW', 'GATEWAY_FAILED'],
  ])('%s is %s', async (code, expected) => {
    expect((await failure(envelope(code, 'text'))).code).toBe(expected)
  })

  it('201 does not mean success', async () => {
    const error = await failure(answer(201, fixture('contribution-field-missing.json')), { method: 'POST' })
    expect(error.code).toBe('INVALID_INPUT')
    expect(error.message).toContain('Le lien vers la fiche des prix est obligatoire')
  })

  it('quota and outage of the token say when', async () => {
    expect((await failure(answer(200, fixture('quota-cached-spent.json')))).retryAt).toBe(MIDNIGHT)
    expect((await failure(answer(200, fixture('enedis-unavailable.json')))).retryAt).toBe(NOW + 300_000)
  })
})

describe('words of Enedis', () => {
  it.each([
    ['ADAM-ERR0061: x', 'NOT_HOLDER', 1],
    ['ADAM-ERR0069: x', 'NO_PRODUCTION', 1],
    ['ADAM-ERR0075: x', 'CURVE_NOT_ENABLED', 1],
    ['ADAM-ERR0126: x', 'INVALID_INPUT', 1],
    ['ADAM-DC-0015: x', 'INVALID_INPUT', 1],
    ['ADAM-DC-0007: x', 'NOT_HOLDER', 1],
    ['ADAM-DC-0008: x', 'CONSENT_MISSING', 1],
    ['ADAM_DC_0008: x', 'CONSENT_MISSING', 1],
    ['unauthorized_user: x', 'CONSENT_MISSING', 1],
    ['ADAM-DC-0500: x', 'SOURCE_UNAVAILABLE', 3],
    ['STM-ERR-0000001: Unknown error', 'SOURCE_UNAVAILABLE', 3],
    ['STM-ERR-0000019: x', 'NOT_HOLDER', 1],
    ['invalid_request: x', 'INVALID_INPUT', 1],
    ['Invalid_request: x', 'INVALID_INPUT', 1],
    ['invalid_resquest: x', 'INVALID_INPUT', 1],
    ['Quota Q3 reached: x', 'RATE_LIMITED', 3],
    ['Quota Q4 reached: x', 'RATE_LIMITED', 1],
    ['Unauthorized: x', 'SOURCE_UNAVAILABLE', 1],
    ['ADAM-ERR9999: x', 'SOURCE_UNAVAILABLE', 1],
    ["Client error '429 Too Many Requests' for url 'https://x'\nFor more", 'RATE_LIMITED', 3],
    ["Client error '400 Bad Request' for url 'https://x'", 'INVALID_INPUT', 1],
    ["Client error '401 Unauthorized' for url 'https://x'", 'SOURCE_UNAVAILABLE', 1],
    ["Client error '403 Forbidden' for url 'https://x'", 'SOURCE_UNAVAILABLE', 1],
    ["Server error '503 Service Unavailable' for url 'https://x'\nFor more", 'SOURCE_UNAVAILABLE', 3],
    ['', 'SOURCE_UNAVAILABLE', 3],
  ])('%j is %s, asked %i times', async (message, code, calls) => {
    for (const text of [message, `Failed to fetch 2026-11-13 to 2026-11-22: ${message}`]) {
      seen = []
      expect((await failure(enedis(text))).code).toBe(code)
      expect(seen).toHaveLength(calls)
    }
  })

  it.each([
    ['STM-ERR-0000014: x', 'NO_DATA'],
    ['STM-ERR-0000020: x', 'NO_DATA'],
    ['no_data_found: x', 'NO_DATA'],
    ["Client error '404 Not Found' for url 'https://x'", 'NO_DATA'],
    ['ADAM-ERR0123: x', 'BEFORE_START'],
    ['ADAM-DC-0009: x', 'BEFORE_START'],
    ['ADAM-ERR0125: x', 'TOO_OLD'],
    ['ADAM-DC-0016: x', 'TOO_OLD'],
  ])('%j is no failure but %s', async (message, reason) => {
    expect(await reply(enedis(message))).toEqual({ data: null, reason })
  })

  it.each([
    [['no_data_found: x', 'ADAM-DC-0008: x'], 'CONSENT_MISSING'],
    [['no_data_found: a; b', ''], 'SOURCE_UNAVAILABLE'],
  ])('of several ranges, the gravest counts: %j', async (messages, code) => {
    const text = messages
      .map((message, i) => `Failed to fetch 2026-1${i}-01 to 2026-1${i}-08: ${message}`)
      .join('; ')
    expect((await failure(enedis(text))).code).toBe(code)
  })

  it('of several absences, the one that claims least counts', async () => {
    const text = 'Failed to fetch A to B: ADAM-ERR0123: x; Failed to fetch C to D: no_data_found: y'
    expect(await reply(enedis(text))).toEqual({ data: null, reason: 'NO_DATA' })
  })

  it.each([
    ['daily-enedis-429.json', 'RATE_LIMITED'],
    ['daily-enedis-timeout.json', 'SOURCE_UNAVAILABLE'],
    ['max-power-enedis-timeout.json', 'SOURCE_UNAVAILABLE'],
    ['enedis-503.json', 'SOURCE_UNAVAILABLE'],
  ])('%s is %s', async (name, code) => {
    expect((await failure(answer(200, fixture(name)))).code).toBe(code)
  })

  it('Q4 waits for an hour', async () => {
    expect((await failure(enedis('Quota Q4 reached: x'))).retryAt).toBe(NOW + 3_600_000)
  })
})

describe('an answer that cannot be read', () => {
  it.each([
    ['nothing', '', 'GATEWAY_UNREACHABLE', 3],
    ['half an answer', fixture('daily.json').slice(0, 200), 'GATEWAY_UNREACHABLE', 3],
    ['broken JSON', '{"success": maybe}', 'GATEWAY_MALFORMED', 1],
    ['no envelope', '{"data": []}', 'GATEWAY_MALFORMED', 1],
    ['a failure without a name', '{"success": false, "data": null, "error": null}', 'GATEWAY_MALFORMED', 1],
    ['a bare list where an envelope is due', '[]', 'GATEWAY_MALFORMED', 1],
  ])('%s', async (_, body, code, calls) => {
    expect((await failure(answer(200, body))).code).toBe(code)
    expect(seen).toHaveLength(calls)
  })

  it('because the connection was cut in the middle', async () => {
    const error = await failure((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"success": true, ')
      setImmediate(() => response.destroy())
    })
    expect(error.code).toBe('GATEWAY_UNREACHABLE')
    expect(seen).toHaveLength(3)
  })

  it('because the connection was reset', async () => {
    expect((await failure(({ socket }) => socket.resetAndDestroy())).code).toBe('GATEWAY_UNREACHABLE')
    expect(seen).toHaveLength(3)
  })

  it('because nobody listens there, which is never counted', async () => {
    const unit = tallied()
    const error = await failure([], { unit }, { MED_API_URL: 'http://127.0.0.1:1' })
    expect(error.code).toBe('GATEWAY_UNREACHABLE')
    expect(error.message).toContain('refuses the connection')
    expect(unit.log).toEqual(['take', 'back', 'take', 'back', 'take', 'back'])
  })

  it('because it did not come in time', async () => {
    const error = await failure(() => undefined, {}, { GATEWAY_TIMEOUT_MS: 60, GATEWAY_ATTEMPTS: 1 })
    expect(error.code).toBe('GATEWAY_UNREACHABLE')
    expect(error.message).toContain('did not answer within')
  })

  it('because it came too slowly', async () => {
    const drip: Answer = (_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(timer))
    }
    expect((await failure(drip, {}, { GATEWAY_TIMEOUT_MS: 100, GATEWAY_ATTEMPTS: 1 })).code).toBe(
      'GATEWAY_UNREACHABLE',
    )
  })
})

function tallied(limit = Infinity): CallUnit & { log: string[] } {
  const log: string[] = []
  return {
    log,
    take: () => {
      if (log.filter((entry) => entry === 'take').length >= limit) return Promise.reject(new Error('spent'))
      log.push('take')
      return Promise.resolve()
    },
    giveBack: () => Promise.resolve(void log.push('back')),
    spent: (words) => Promise.resolve(void log.push(`spent ${words}`)),
  }
}

describe('trying again', () => {
  it('gets the answer that comes second, after a wait of a second at most', async () => {
    const { data } = await reply([answer(503, ''), answer(200, fixture('usage.json'))])
    expect(data).toHaveProperty('date')
    expect(pause.waits).toHaveLength(1)
    expect(pause.waits[0]).toBeLessThanOrEqual(1_000)
  })

  it('waits as long as Retry-After says, in seconds or until a date', async () => {
    const date = new Date(NOW + 9_000).toUTCString()
    await reply([
      answer(503, '', { 'retry-after': '7' }),
      answer(429, '', { 'retry-after': date }),
      answer(200, fixture('usage.json')),
    ])
    expect(pause.waits).toEqual([7_000, 9_000])
  })

  it('is not made when one request is enough', async () => {
    await failure(answer(503, ''), { once: true })
    expect(seen).toHaveLength(1)
  })

  it('leaves a longer wait to the caller', async () => {
    const error = await failure(answer(503, '', { 'retry-after': '600' }))
    expect(error.retryAt).toBe(NOW + 600_000)
    expect(error.retryAt).toBeGreaterThan(NOW + PATIENCE_MS)
    expect(pause.waits).toEqual([])
  })

  it('spends a call each time, and stops where none is left, with the failure that was met', async () => {
    const unit = tallied(2)
    const error = await failure(answer(502, ''), { unit })
    expect(error.code).toBe('GATEWAY_FAILED')
    expect(unit.log).toEqual(['take', 'take'])
  })

  it('sends nothing when no call is left', async () => {
    await expect(reply(answer(200, '{}'), { unit: tallied(0) })).rejects.toThrow('spent')
    expect(seen).toEqual([])
  })

  it('gives back what the gateway did not count', async () => {
    const unit = tallied()
    await failure(answer(200, fixture('meter-refused.json')), { unit })
    expect(unit.log).toEqual(['take', 'back'])
  })

  it('tells the counter that it is spent', async () => {
    const unit = tallied()
    await failure(answer(200, fixture('quota-fresh-spent.json')), { unit })
    await reply(answer(200, fixture('load-curve-partial-quota.json')), { unit })
    expect(unit.log.filter((entry) => entry.startsWith('spent'))).toEqual([
      'spent RATE_LIMIT_EXCEEDED: Daily rate limit exceeded (50/50). Use cache to increase limit.',
      'spent Rate limit exceeded. Returning cached data only.',
    ])
  })

  it('ends when the caller gives up, before a call and during one', async () => {
    const given = AbortSignal.abort(new Error('enough'))
    await expect(reply(answer(200, '{}'), { signal: given })).rejects.toThrow('enough')
    expect(seen).toEqual([])
    const giving = new AbortController()
    const pending = reply(() => giving.abort(new Error('enough')), { signal: giving.signal })
    await expect(pending).rejects.toThrow('enough')
    expect(seen).toHaveLength(1)
  })
})

describe('the secret', () => {
  it('is removed from the words of the other side, however it is written', async () => {
    const error = await failure(
      enedis(
        `X-1: https://me:${SECRET}@host/?s=${encodeURIComponent(SECRET)} Bearer ${SECRET} ${btoa(SECRET)}`,
      ),
    )
    expect(error.detail).toContain('••••')
    expect(error.detail).not.toContain(btoa(SECRET))
  })

  it('does not come along in the cause of a broken connection', async () => {
    const error = await failure(({ socket }) => socket.destroy(), { query: { key: SECRET } })
    expect(error.cause).toBeInstanceOf(Error)
    expect(Object.keys(error.cause as Error)).toEqual([])
  })
})
