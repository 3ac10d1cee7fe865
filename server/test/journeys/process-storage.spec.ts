import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, describe, expect, it } from 'vitest'

import type { HouseholdPlan, Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import { parseInstant, toDay } from '../../src/core/index.js'
import type { TestDatabase } from '../database.js'
import { createTestDatabase } from '../database.js'
import type { DatabaseDoor } from '../database-door.js'
import { doorTo } from '../database-door.js'
import type { Product, ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'

const SECRET = 'a-client-secret-that-nobody-must-see'
const PDL = '01226049119901'
const SOON = { timeout: 60_000, interval: 50 }
const consumer: HouseholdPlan = { pdl: PDL, name: 'Appartement', activation: toDay('2026-03-20') }

const closings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close()
})

function move(at?: string): ProductHome {
  const home = openHome(at)
  closings.push(() => home.close())
  return home
}

async function gateway(enedisLatencyMs: number): Promise<Simulator> {
  const simulator = await startSimulator({
    now: parseInstant('2026-11-24T09:10:00+01:00'),
    frozen: false,
    enedisLatencyMs,
    households: [consumer],
  })
  closings.push(() => simulator.stop())
  return simulator
}

const sync = (product: Product) =>
  product.ask<{ startSync: { __typename: string } }>('mutation { startSync { __typename } }')

const states = async (product: Product) =>
  (
    await product.ask<{ syncStatus: { current: object | null; last: { state: string } | null } }>(
      '{ syncStatus { current { id } last { state } } }',
    )
  ).syncStatus

describe('a database of its own choice', () => {
  async function door(): Promise<{ door: DatabaseDoor; database: TestDatabase }> {
    const database = await createTestDatabase()
    const opened = await doorTo(database.address)
    closings.push(() => database.close())
    closings.push(() => opened.shut())
    return { door: opened, database }
  }

  it('is waited for when it is down at start', async () => {
    const { door: way } = await door()
    const product = move().start({ DATABASE_URL: way.url, MED_CLIENT_SECRET: SECRET })
    await product.says(/The database cannot be reached: connect ECONNREFUSED .* Trying again in 1 s\./)
    await way.open()
    await product.ready()
    expect(await product.health()).toEqual({
      status: 200,
      body: { live: true, ready: true, database: 'up' },
    })
    const { code, output } = await product.end()
    expect(code).toBe(0)
    expect(output).not.toContain(way.password)
    expect(output).not.toContain(SECRET)
  })

  it('can be ended while it waits', async () => {
    const { door: way } = await door()
    const product = move().start({ DATABASE_URL: way.url })
    await product.says('Trying again')
    expect((await product.end()).code).toBe(0)
  })

  it('may go away in the middle of a sync, and come back: it serves again by itself', async () => {
    const { door: way, database } = await door()
    const source = await gateway(150)
    await way.open()
    const product = move().start({
      ...gatewayOf(source),
      DATABASE_URL: way.url,
      LOG_LEVEL: 'debug',
    })
    await product.ready()
    await expect.poll(() => source.calls.all.length, SOON).toBeGreaterThan(5)

    await way.shut()
    await expect(product.ask('{ usagePoints { pdl } }')).rejects.toThrow('"code":"STORAGE_UNAVAILABLE"')
    expect(await product.health()).toEqual({
      status: 503,
      body: { live: true, ready: false, database: 'down' },
    })
    await product.says(/The sync broke: The database cannot be reached/)
    expect(product.isRunning).toBe(true)

    source.settings.enedisLatencyMs = 0
    await way.open()
    await expect.poll(() => product.health(), SOON).toMatchObject({ status: 200 })
    expect(await states(product)).toMatchObject({ current: null })
    expect(await sync(product)).toEqual({ startSync: { __typename: 'SyncRun' } })
    await expect.poll(() => states(product), SOON).toEqual({ current: null, last: { state: 'COMPLETE' } })
    const runs = await database.em.execute('select state from sync_run order by started_at')
    expect(runs).toEqual([{ state: 'ABANDONED' }, { state: 'COMPLETE' }])
    const { code, output } = await product.end()
    expect(code).toBe(0)
    expect(output).not.toContain(way.password)
    expect(output).not.toContain(source.secret)
  })
})

describe('its own database', () => {
  it('is started again when it ends by itself', async () => {
    const home = move()
    const product = home.start()
    await product.ready()
    home.killDatabase()
    await product.says('has ended by itself: starting it again')
    await expect.poll(() => product.ask('{ usagePoints { pdl } }'), SOON).toEqual({ usagePoints: [] })
    expect(await product.health()).toMatchObject({ status: 200 })
    expect((await product.end()).code).toBe(0)
  })
})

const smallDisk = mkdtempSync(join(tmpdir(), 'linky-disk-'))
const canMount =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'linky', smallDisk]).status === 0
if (canMount) execFileSync('umount', [smallDisk])
rmSync(smallDisk, { recursive: true })

describe('a full disk', () => {
  function disk(): string {
    const folder = mkdtempSync(join(tmpdir(), 'linky-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'linky', folder])
    closings.push(async () => {
      execFileSync('umount', [folder])
      await rm(folder, { recursive: true })
    })
    return folder
  }

  /** Leaves so much free. @returns what makes room again. */
  function fill(folder: string, leftBytes: number): () => void {
    const { bavail, bsize } = statfsSync(folder)
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - leftBytes))
    return () => {
      rmSync(ballast)
    }
  }

  it.skipIf(!canMount)(
    'at start: says which folder, and ends with 1 (skipped where mount is not permitted)',
    async () => {
      const folder = disk()
      const home = move(join(folder, 'home'))
      const makeRoom = fill(folder, 2 ** 20)
      const { code, output } = await home.start().ended
      expect(code).toBe(1)
      expect(output).toMatch(/The disk that holds \S+ is full\./)
      expect(output).toContain(home.dataDir)
      makeRoom()
      const product = home.start()
      await product.ready()
      expect((await product.end()).code).toBe(0)
    },
  )

  it.skipIf(!canMount)(
    'while it runs: says which folder, loses nothing, goes on once there is room (skipped where mount is not permitted)',
    async () => {
      const source = await gateway(0)
      const folder = disk()
      const home = move(join(folder, 'home'))
      const product = home.start({ ...gatewayOf(source), MED_CLIENT_SECRET: '' })
      await product.ready()
      const makeRoom = fill(folder, 2 ** 20)
      await product.ask(
        'mutation ($secret: String) { setCredentials(clientSecret: $secret) { __typename } }',
        {
          secret: source.secret,
        },
      )
      await product.says(new RegExp(`disk .*${home.dataDir}`))
      expect(product.isRunning).toBe(true)
      makeRoom()
      await expect.poll(() => product.health(), SOON).toMatchObject({ status: 200 })
      await expect.poll(() => sync(product), SOON).toEqual({ startSync: { __typename: 'SyncRun' } })
      await expect.poll(() => states(product), SOON).toEqual({ current: null, last: { state: 'COMPLETE' } })
      const [held] = await home.sql(`select count(*)::int as days from consumption_daily`)
      expect(held).toEqual({ days: 249 })
      expect((await product.end()).code).toBe(0)
    },
  )
})
