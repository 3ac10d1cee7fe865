import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import { parseInstant, toDay } from '../../src/core/index.js'
import type { Product, ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'

interface Credentials {
  readonly hasSecret: boolean
  readonly origin: string | null
  readonly problem: { readonly code: string; readonly message: string } | null
}

let simulator: Simulator
let home: ProductHome
beforeEach(async () => {
  simulator = await startSimulator({
    now: parseInstant('2026-11-24T09:10:00+01:00'),
    frozen: false,
    households: [{ pdl: '01226049119901', name: 'Appartement', activation: toDay('2026-09-01') }],
  })
  home = openHome()
})
afterEach(async () => {
  await home.close()
  await simulator.stop()
})

const withoutSecret = () => ({ ...gatewayOf(simulator), MED_CLIENT_SECRET: '', LOG_LEVEL: 'debug' })

async function credentials(product: Product): Promise<Credentials> {
  const { syncStatus } = await product.ask<{ syncStatus: { credentials: Credentials } }>(
    '{ syncStatus { credentials { hasSecret origin problem { code message } } } }',
  )
  return syncStatus.credentials
}

async function give(product: Product, secret: string): Promise<Record<string, unknown>> {
  const { setCredentials } = await product.ask<{ setCredentials: Record<string, unknown> }>(
    `mutation ($secret: String) {
       setCredentials(clientSecret: $secret) {
         ... on Credentials { hasSecret origin account }
         ... on Problem { code }
       }
     }`,
    { secret },
  )
  return setCredentials
}

async function runs(product: Product): Promise<string[]> {
  const { syncRuns } = await product.ask<{ syncRuns: { trigger: string; state: string }[] }>(
    '{ syncRuns { trigger state } }',
  )
  return syncRuns.map(({ trigger, state }) => `${trigger} ${state}`)
}

/** Files of a folder, at any depth, in which these bytes are. */
function filesWith(folder: string, bytes: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(bytes))
}

describe('without credentials', () => {
  it('starts, asks nothing, and says in the log and in the API what to set', async () => {
    const product = home.start(withoutSecret())
    await product.ready()
    await product.says('into MED_CLIENT_SECRET')
    expect(await credentials(product)).toEqual({
      hasSecret: false,
      origin: null,
      problem: {
        code: 'CREDENTIALS_MISSING',
        message:
          'No secret is set: copy the client secret of your MyElectricalData account into the settings, or into MED_CLIENT_SECRET.',
      },
    })
    expect(await runs(product)).toEqual([])
    expect(simulator.calls.all).toEqual([])
  })

  it('keeps nothing of a secret that the gateway refuses', async () => {
    const product = home.start(withoutSecret())
    await product.ready()
    expect(await give(product, 'not-the-one-of-this-account')).toEqual({ code: 'CREDENTIALS_REJECTED' })
    expect(await credentials(product)).toMatchObject({ hasSecret: false, origin: null })
    expect(await home.sql(`select key from config where key like 'secret:%'`)).toEqual([])
    expect(await runs(product)).toEqual([])
    await product.end()
    expect(product.output).not.toContain('not-the-one-of-this-account')
  })

  it('takes the right one: syncs at once, keeps it encrypted, and knows it after a restart', async () => {
    const first = home.start(withoutSecret())
    await first.ready()
    expect(await give(first, simulator.secret)).toMatchObject({ hasSecret: true, origin: 'MANUAL' })
    await first.says('Sync complete')
    expect(await runs(first)).toEqual(['CHANGE COMPLETE'])
    const [kept] = await home.sql<{ value: string }>(
      `select value #>> '{}' as value from config where key = 'secret:clientSecret'`,
    )
    expect(kept?.value).toMatch(/^v1\./)
    await first.end()

    const second = home.start(withoutSecret())
    await second.ready()
    expect(await credentials(second)).toEqual({ hasSecret: true, origin: 'MANUAL', problem: null })
    await second.end()
    expect(filesWith(home.folder, kept?.value ?? '')).not.toEqual([])
    expect(filesWith(home.folder, simulator.secret)).toEqual([])
    expect(first.output + second.output).not.toContain(simulator.secret)
  })
})

describe('a secret of the environment', () => {
  it('gives way to the one typed, and is never in the log', async () => {
    const old = simulator.secret
    const product = home.start({ ...gatewayOf(simulator), LOG_LEVEL: 'debug' })
    await product.says('Sync complete')
    const typed = simulator.rotateSecret()
    expect(await give(product, typed)).toMatchObject({ origin: 'MANUAL' })
    expect(await credentials(product)).toEqual({ hasSecret: true, origin: 'MANUAL', problem: null })
    expect((await product.end()).code).toBe(0)
    for (const secret of [old, typed]) expect(product.output).not.toContain(secret)
  })
})
