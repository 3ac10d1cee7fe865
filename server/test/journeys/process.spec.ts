import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { afterEach, describe, expect, it } from 'vitest'

import type { HouseholdPlan, Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import { parseInstant, toDay } from '../../src/core/index.js'
import { createTestDatabase } from '../database.js'
import type { ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'

const SECRET = 'a-client-secret-that-nobody-must-see'
const consumer: HouseholdPlan = {
  pdl: '01226049119901',
  name: 'Appartement',
  pricingOption: 'BASE',
  activation: toDay('2026-07-24'),
}

let simulator: Simulator | undefined
const homes: ProductHome[] = []
afterEach(async () => {
  for (const home of homes.splice(0)) await home.close()
  await simulator?.stop()
  simulator = undefined
})

function move(): ProductHome {
  const home = openHome()
  homes.push(home)
  return home
}

async function gateway(enedisLatencyMs: number): Promise<Simulator> {
  simulator = await startSimulator({
    now: parseInstant('2026-11-24T09:10:00+01:00'),
    frozen: false,
    enedisLatencyMs,
    households: [consumer],
  })
  return simulator
}

interface Run {
  readonly state: string
  readonly trigger: string
  readonly steps: readonly { readonly state: string }[]
}
const RUNS = '{ syncRuns { state trigger steps { state } } }'

describe('an environment that cannot be', () => {
  it('is refused with all its faults at once, and shows no secret', async () => {
    const { code, output } = await move().start({
      PORT: 'eighty',
      READ_BUDGET: 'long',
      MED_API_URL: `http://me:${SECRET}@gateway.example/api`,
      DATABASE_URL: `mysql://me:${SECRET}@db/linky`,
      MED_CLIENT_SECRET: SECRET,
      SECRET_KEY: SECRET,
    }).ended
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(/^MED_API_URL must not hold credentials/),
      expect.stringMatching(/^PORT must be a whole number from 0 to 65535; it is "eighty"$/),
      expect.stringMatching(/^DATABASE_URL must look like postgresql:/),
      expect.stringMatching(/^READ_BUDGET must be an ISO 8601 duration/),
    ])
    expect(output).not.toContain(SECRET)
  })

  it('sets a clock only against a gateway on this machine', async () => {
    const { code, output } = await move().start({ CLOCK_START: '2026-11-24T09:10:00+01:00' }).ended
    expect(code).toBe(1)
    expect(output).toMatch(/^CLOCK_START is for tests: it needs a MED_API_URL on this machine/)
  })
})

describe('a place that is taken', () => {
  it('a port: says so, and names PORT', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, output } = await move().start({ PORT: String(port) }).ended
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is taken by another program: set PORT to a free one.`)
  })

  it('a data folder that cannot be one: says which, and names DATA_DIR', async () => {
    const home = move()
    writeFileSync(home.dataDir, 'a file, where the folder should be')
    for (const folder of [home.dataDir, '/sys/linky']) {
      const { code, output } = await home.start({ DATA_DIR: folder }).ended
      expect(code).toBe(1)
      expect(output).toMatch(/^The data folder .* cannot be made or written to .* another with DATA_DIR\.\n$/)
      expect(output).toContain(folder)
    }
  })

  it('a data folder on which another one runs: leaves it alone', async () => {
    const home = move()
    const first = home.start()
    await first.ready()
    expect(await home.start().ended).toEqual({
      code: 1,
      output: `Another linky-local already runs on ${home.dataDir}: stop it first, or choose another folder with DATA_DIR.\n`,
    })
    expect(await first.ask('{ about { demo } }')).toEqual({ about: { demo: false } })
    expect((await first.end('SIGINT')).code).toBe(0)
  })

  it('a database of a newer version: is not touched', async () => {
    const database = await createTestDatabase()
    try {
      await database.em.execute(
        `insert into mikro_orm_migrations (name, executed_at) values ('Migration29990101000000', now())`,
      )
      const { code, output } = await move().start({ DATABASE_URL: database.url }).ended
      expect(code).toBe(1)
      expect(output).toContain(
        'This database was made by a newer version of the product (it has run Migration29990101000000): start that version',
      )
    } finally {
      await database.close()
    }
  })
})

describe('SIGTERM', () => {
  it('in the middle of a sync: ends with 0 within 10 s; the next start resumes it', async () => {
    const source = await gateway(150)
    const home = move()
    const first = home.start(gatewayOf(source))
    await first.ready()
    await expect.poll(() => source.calls.all.length).toBeGreaterThan(5)
    const asked = performance.now()
    const { code, output } = await first.end()
    expect(performance.now() - asked).toBeLessThan(10_000)
    expect(code).toBe(0)
    expect(output).toContain('Sync abandoned')
    expect(output).not.toMatch(/ERROR|WARN/)

    source.settings.enedisLatencyMs = 0
    const second = home.start(gatewayOf(source))
    await second.says('Sync complete')
    const { syncRuns } = await second.ask<{ syncRuns: Run[] }>(RUNS)
    expect(syncRuns.map(({ state, trigger }) => `${trigger} ${state}`)).toEqual([
      'RESUME COMPLETE',
      'START_UP ABANDONED',
    ])
    const states = new Set(syncRuns[1]?.steps.map(({ state }) => state))
    expect(states).toEqual(new Set(['COMPLETE', 'ABANDONED']))
    expect((await second.end()).code).toBe(0)
  })

  it('while the gateway keeps us waiting: does not wait for it', async () => {
    const source = await gateway(0)
    source.faults.add({ kind: 'slow', delayMs: 30_000 }, { on: '/tempo/**' })
    const home = move()
    const product = home.start(gatewayOf(source))
    await product.ready()
    await expect.poll(() => source.calls.to('/tempo/days').length).toBe(1)
    const asked = performance.now()
    const { code, output } = await product.end()
    expect(performance.now() - asked).toBeLessThan(15_000)
    expect(code).toBe(0)
    expect(output).toContain('Sync abandoned')
  })

  it('while it starts: leaves no PostgreSQL behind', async () => {
    const home = move()
    const product = home.start()
    await expect.poll(() => isMade(home), { interval: 5 }).toBe(true)
    expect((await product.end()).code).toBe(0)
    await expect(home.sql('select 1')).rejects.toThrow('No PostgreSQL runs')
  })
})

function isMade(home: ProductHome): boolean {
  try {
    return readFileSync(join(home.dataDir, 'postgres', 'PG_VERSION')).length > 0
  } catch {
    return false
  }
}

describe('a gateway that does not answer', () => {
  it('does not keep the product from starting, and answering', async () => {
    const source = await gateway(0)
    source.faults.add({ kind: 'slow', delayMs: 120_000 }, { on: '**' })
    const product = move().start(gatewayOf(source))
    await product.ready()
    expect(await product.ask('{ usagePoints { pdl } }')).toEqual({ usagePoints: [] })
    expect((await product.end()).code).toBe(0)
  }, 60_000)
})
