import { afterEach, beforeEach, expect, it } from 'vitest'

import { parseInstant } from '../../src/core/index.js'
import type { Simulator } from '../index.js'
import { PDL, startSimulator } from '../index.js'
import { ask, askEnvelope } from '../spec/ask.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ now: parseInstant('2026-11-23T15:30:00+01:00') })
})
afterEach(() => simulator.stop())

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${simulator.origin}/__sim${path}`, { method, body: JSON.stringify(body) })
  expect(response.status).toBe(200)
  return response.json()
}

it('moves the clock', async () => {
  expect(
    await control('POST', '/clock', { at: '2026-12-01T06:00:00+01:00', advanceMs: 60_000 }),
  ).toMatchObject({
    paris: '2026-12-01T06:01:00+01:00',
    frozen: true,
  })
  expect(await control('POST', '/clock', { frozen: false })).toMatchObject({ frozen: false })
})

it('switches faults on and off', async () => {
  const { id } = (await control('POST', '/faults', {
    fault: { kind: 'http', status: 502 },
    on: '/pdl',
    next: 5,
    from: '2026-11-23T15:00:00+01:00',
  })) as { id: number }
  expect((await ask(simulator, '/pdl')).status).toBe(502)
  expect(await control('GET', '/faults')).toMatchObject([{ id, left: 4 }])
  await control('DELETE', `/faults/${id}`)
  expect((await ask(simulator, '/pdl')).status).toBe(200)
})

it('tells the calls, and not its own', async () => {
  await ask(simulator, `/enedis/contract/${PDL.base}?use_cache=true`)
  expect(await control('GET', '/calls')).toMatchObject({
    total: 1,
    enedisCalls: 1,
    byRoute: { '/enedis/contract/{pdl}': 1 },
    byPdl: { [PDL.base]: 1 },
    calls: [{ method: 'GET', status: 200, countedOn: 'cached', query: { use_cache: 'true' } }],
  })
  await control('DELETE', '/calls')
  expect(simulator.calls.all).toEqual([])
})

it('adds, changes and removes usage points', async () => {
  const pdl = '01226049119999'
  await control('POST', '/usage-points', { pdl, solarPeakW: 3000 })
  await control('PUT', `/usage-points/${pdl}`, { hasProduction: false })
  const listed = async (): Promise<unknown> => (await askEnvelope(simulator, '/pdl')).data
  expect(await listed()).toContainEqual(
    expect.objectContaining({ usage_point_id: pdl, has_production: false }),
  )
  await control('DELETE', `/usage-points/${pdl}`)
  expect(await listed()).toHaveLength(5)
})

it('turns quotas, Enedis, RTE and the secret', async () => {
  await control('POST', '/quotas', { limits: { fresh: 1 } })
  await control('POST', '/settings', { publicationHour: 16, enedisLatencyMs: 20 })
  await control('POST', '/rte', { tempo: false })
  const before = performance.now()
  const url = `/enedis/power/${PDL.base}?start=2026-11-22&end=2026-11-23`
  expect((await askEnvelope(simulator, url)).error?.message).toContain('no_data_found')
  expect(performance.now() - before).toBeGreaterThan(15)
  expect((await askEnvelope(simulator, url)).error?.message).toContain('(1/1)')
  expect((await askEnvelope(simulator, '/tempo/today')).error?.code).toBe('NOT_FOUND')
  const old = simulator.secret
  expect(await control('POST', '/secret')).toEqual({ clientSecret: simulator.secret })
  expect(simulator.secret).not.toBe(old)
})

it('speaks for the reviewers of proposals', async () => {
  const form = {
    contribution_type: 'NEW_OFFER',
    existing_provider_id: null,
    provider_name: 'Neuf',
    provider_website: 'https://example.org',
    offer_name: 'Essai',
    offer_type: 'BASE',
    power_variants: [{ power_kva: 6, subscription_price: 12, base_price: 0.2 }],
    price_sheet_url: 'https://example.org/grille.pdf',
  }
  const { id } = simulator.contributions.add(form)
  expect(await control('POST', '/contributions', { ask: 'Depuis quand ?' })).toEqual([
    { id, status: 'pending' },
  ])
  expect(simulator.contributions.find(id)?.messages).toMatchObject([
    { content: 'Depuis quand ?', isFromAdmin: true },
  ])
  await control('POST', '/contributions', { review: 'approved', comment: 'Merci' })
  expect(simulator.contributions.find(id)).toMatchObject({ status: 'approved', reviewComment: 'Merci' })
  const refusal = { code: 'MISSING_FIELD', message: 'Le lien est obligatoire' }
  await control('POST', '/contributions', { refuseNext: refusal })
  expect(simulator.contributions.takeRefusal()).toEqual(refusal)
})
