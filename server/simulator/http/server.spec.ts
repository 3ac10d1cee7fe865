import { readFileSync } from 'node:fs'
import { request } from 'node:http'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { parseInstant } from '../../src/core/index.js'
import type { Simulator } from '../index.js'
import { PDL, startSimulator } from '../index.js'
import { ask, askEnvelope } from '../spec/ask.js'
import type { Envelope } from '../spec/ask.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ now: parseInstant('2026-07-01T12:00:00+02:00') })
})
afterEach(() => simulator.stop())

const basic = (): string =>
  `Basic ${Buffer.from(`${simulator.clientId}:${simulator.secret}`).toString('base64')}`
const statusWith = async (headers: Record<string, string>): Promise<number> =>
  (await ask(simulator, '/accounts/me', { headers })).status

async function token(): Promise<string> {
  const headers = { Authorization: basic() }
  const { json } = await ask(simulator, '/accounts/token', { method: 'POST', headers, body: '' })
  return (json as { access_token: string }).access_token
}

describe('authentication', () => {
  it.each([
    ['Bearer and the secret', () => `Bearer ${simulator.secret}`, 200],
    ['bearer in lower case', () => `bearer ${simulator.secret}`, 200],
    ['the secret alone', () => simulator.secret, 200],
    ['Basic', basic, 401],
    ['a wrong secret', () => 'Bearer nothing', 401],
    ['letters beyond ASCII', () => 'Bearer \u00e9t\u00e9', 500],
  ])('by %s', async (_, header, status) => {
    expect(await statusWith({ Authorization: header() })).toBe(status)
  })

  it('by a token, for 30 days', async () => {
    const headers = { Authorization: `Bearer ${await token()}` }
    expect(await statusWith(headers)).toBe(200)
    simulator.clock.advance(31 * 24 * 3_600_000)
    expect(await statusWith(headers)).toBe(401)
  })

  it('takes the cookie before the header', async () => {
    const Authorization = `Bearer ${simulator.secret}`
    expect(await statusWith({ Authorization, Cookie: 'access_token=bad' })).toBe(401)
    expect(
      await statusWith({ Authorization: 'Bearer bad', Cookie: `access_token=${simulator.secret}` }),
    ).toBe(200)
  })

  it('refuses the old secret after a rotation, not the old token', async () => {
    const old = { Authorization: `Bearer ${simulator.secret}` }
    const oldToken = { Authorization: `Bearer ${await token()}` }
    simulator.rotateSecret()
    expect([await statusWith(old), await statusWith(oldToken)]).toEqual([401, 200])
  })
})

describe('paths', () => {
  it.each([
    '/pdl/',
    '/ecowatt',
    '/tempo/remaining',
    '/account',
    '/sync/status',
    `/contribute/${PDL.base}`,
    '/tempo/days/',
  ])('%s is not routed', async (path) => {
    expect(await ask(simulator, path)).toMatchObject({ status: 404, json: { detail: 'Not Found' } })
  })

  it('answer with and without /api', async () => {
    const response = await fetch(`${simulator.origin}/ping`)
    expect(await response.json()).toMatchObject({ status: 'ok' })
    expect((await ask(simulator, '/ping')).status).toBe(200)
  })

  it.each(['/tempo/', '/consumption-france/', '/generation-forecast/'])('%s has its alias', async (path) => {
    expect((await ask(simulator, path)).status).toBe(200)
  })

  it('answer 400 to a foreign Host', async () => {
    const expected = readFileSync(new URL('../fixtures/error-400-invalid-host.txt', import.meta.url), 'utf8')
    expect(await textWithHost('example.org')).toBe(expected.trim())
    expect(await textWithHost('www.v2.myelectricaldata.fr')).toContain('"status":"ok"')
  })

  it('answer 422 to a boolean that is none', async () => {
    const answer = await ask(simulator, `/enedis/contract/${PDL.base}?use_cache=maybe`)
    expect(answer.status).toBe(422)
  })
})

describe('quotas', () => {
  const stats = async (): Promise<unknown> => (await askEnvelope(simulator, '/accounts/usage-stats')).data

  it('count by what the request says, not by what the cache does', async () => {
    const url = `/enedis/contract/${PDL.base}`
    await ask(simulator, url)
    for (let call = 0; call < 3; call += 1) await ask(simulator, `${url}?use_cache=true`)
    await ask(simulator, '/ecowatt/forecast')
    await ask(simulator, '/pdl')
    expect(await stats()).toMatchObject({ cached_requests: 3, no_cache_requests: 2, date: '2026-07-01' })
    expect(simulator.calls.enedisCalls).toBe(2)
  })

  it('refuse in an envelope, but EcoWatt with 429', async () => {
    simulator.quotas.exhaust('fresh')
    const { error } = await askEnvelope(simulator, `/enedis/contract/${PDL.base}`)
    expect(error).toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      message: expect.stringContaining('(50/50)') as string,
    })
    expect((await ask(simulator, '/ecowatt/current')).status).toBe(429)
    expect((await askEnvelope(simulator, `/enedis/contract/${PDL.base}?use_cache=true`)).success).toBe(true)
  })

  it('start again at 00:00 UTC, 02:00 in Paris', async () => {
    simulator.clock.set(parseInstant('2026-07-02T01:59:00+02:00'))
    await ask(simulator, `/enedis/contract/${PDL.base}`)
    expect(await stats()).toMatchObject({ no_cache_requests: 1, date: '2026-07-01' })
    simulator.clock.advance(60_000)
    expect(await stats()).toMatchObject({ no_cache_requests: 0, date: '2026-07-02' })
  })
})

it('denies a usage point that is inactive, unknown or gone', async () => {
  const codeOf = async (pdl: string): Promise<string | undefined> =>
    (await askEnvelope(simulator, `/enedis/contract/${pdl}`)).error?.code
  expect([await codeOf(PDL.inactive), await codeOf('123')]).toEqual(['ACCESS_DENIED', 'ACCESS_DENIED'])
  simulator.households.remove(PDL.base)
  expect(await codeOf(PDL.base)).toBe('ACCESS_DENIED')
  simulator.households.change(PDL.inactive, { isActive: true })
  expect(await codeOf(PDL.inactive)).toBeUndefined()
  expect(simulator.quotas.used.fresh).toBe(1)
})

it('logs what it was asked', async () => {
  await ask(simulator, `/enedis/power/${PDL.base}?start=2026-06-01&end=2026-06-03&use_cache=true`)
  expect(simulator.calls.to('/enedis/power/{pdl}')).toEqual([
    {
      at: simulator.clock.now(),
      method: 'GET',
      path: `/enedis/power/${PDL.base}`,
      route: '/enedis/power/{pdl}',
      pdl: PDL.base,
      query: { start: '2026-06-01', end: '2026-06-03', use_cache: 'true' },
      status: 200,
      countedOn: 'cached',
      enedisCalls: 1,
      faults: [],
    },
  ])
})

it('stamps envelopes in naive UTC', async () => {
  const envelope = (await askEnvelope(simulator, '/pdl')) as Envelope & { timestamp: string }
  expect(envelope.timestamp).toBe('2026-07-01T10:00:00.000000')
})

function textWithHost(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(`${simulator.url}/ping`, { headers: { Host: host } }, (response) => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        resolve(text)
      })
    })
      .on('error', reject)
      .end()
  })
}
