import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import { parseInstant, toDay } from '../../src/core/index.js'
import { NotifiedServer } from '../fakes/notified.js'
import type { Product, ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'

const NOW = parseInstant('2026-11-24T12:10:00+01:00')
const PATIENCE = { timeout: 60_000, interval: 50 }

let simulator: Simulator
let server: NotifiedServer
let home: ProductHome

beforeEach(async () => {
  server = await new NotifiedServer().listen()
  simulator = await startSimulator({
    now: NOW,
    frozen: false,
    households: [{ pdl: '01226049119901', name: 'Appartement', activation: toDay('2026-10-20') }],
  })
  home = openHome()
})
afterEach(async () => {
  await home.close()
  await simulator.stop()
  await server.close()
})

/** Destinations of the product, and a rule of which every colour of tomorrow speaks to them. */
async function route(product: Product, kind: 'WEBHOOK' | 'NTFY'): Promise<void> {
  await product.ready()
  const options = kind === 'WEBHOOK' ? { url: `${server.url}/hook` } : { url: server.url, topic: 'linky' }
  const { saveExportTarget } = await product.ask<{ saveExportTarget: { id: string } }>(
    'mutation ($input: ExportTargetInput!) { saveExportTarget(input: $input) { ... on ExportTarget { id } } }',
    { input: { kind, enabled: true, options: { ...options, answerSeconds: 60 } } },
  )
  await product.ask('mutation ($input: SettingsInput!) { saveSettings(input: $input) { __typename } }', {
    input: {
      alerts: [
        {
          kind: 'TEMPO_TOMORROW',
          targetIds: [saveExportTarget.id],
          options: { onlyTempoContract: false, colors: ['BLUE', 'WHITE', 'RED'] },
        },
      ],
    },
  })
}
const states = async () =>
  (await home.sql<{ state: string }>('select state from announcement')).map(({ state }) => state).sort()
const texts = () => server.posts.map((post) => JSON.stringify(post))

describe('a kill while a notice is being told', () => {
  it('does not let a webhook hear it twice', async () => {
    server.stalls = true
    const killed = home.start(gatewayOf(simulator))
    await route(killed, 'WEBHOOK')
    await expect.poll(() => server.posts.length, PATIENCE).toBe(1)
    await killed.end('SIGKILL')
    server.stalls = false
    const product = home.start(gatewayOf(simulator))
    await product.ready()
    await expect
      .poll(
        async () => (await states()).filter((state) => state === 'sending' || state === 'waiting'),
        PATIENCE,
      )
      .toEqual([])
    expect((await states()).filter((state) => state === 'doubtful')).toHaveLength(1)
    expect(new Set(texts()).size).toBe(texts().length)
  })

  it('lets ntfy say whether it heard it', async () => {
    server.stalls = true
    const killed = home.start(gatewayOf(simulator))
    await route(killed, 'NTFY')
    await expect.poll(() => server.posts.length, PATIENCE).toBe(1)
    await killed.end('SIGKILL')
    server.stalls = false
    const product = home.start(gatewayOf(simulator))
    await product.ready()
    await expect.poll(async () => (await states()).filter((state) => state !== 'told'), PATIENCE).toEqual([])
    expect(new Set(texts()).size).toBe(texts().length)
  })
})
