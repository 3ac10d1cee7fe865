import { existsSync, readFileSync } from 'node:fs'

import { afterEach, expect, it } from 'vitest'

import type { HouseholdPlan, Simulator } from '../../simulator/index.js'
import { startSimulator } from '../../simulator/index.js'
import { parseInstant, toDay } from '../../src/core/index.js'
import { createTestDatabase } from '../database.js'
import type { Product, ProductHome } from '../product-process.js'
import { gatewayOf, openHome } from '../product-process.js'

const REAL = '22104773519386'
const consumer: HouseholdPlan = {
  pdl: REAL,
  name: 'Appartement',
  pricingOption: 'BASE',
  activation: toDay('2026-11-01'),
}
const SOON = { timeout: 60_000, interval: 100 }

const closings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close()
})

function move(): ProductHome {
  const home = openHome()
  closings.push(() => home.close())
  return home
}

async function gateway(): Promise<Simulator> {
  const simulator = await startSimulator({
    now: parseInstant('2026-11-24T09:10:00+01:00'),
    frozen: false,
    households: [consumer],
  })
  closings.push(() => simulator.stop())
  return simulator
}

async function setDemo(product: Product, on: boolean): Promise<void> {
  const { setDemo: about } = await product.ask<{ setDemo: { demo: boolean; databaseBytes: number } }>(
    `mutation { setDemo(on: ${on}) { demo databaseBytes } }`,
  )
  expect(about.demo).toBe(on)
  expect(about.databaseBytes).toBeGreaterThan(1_000_000)
  await expect.poll(() => isDemo(product).catch(() => undefined), SOON).toBe(on)
}

async function isDemo(product: Product): Promise<boolean> {
  return (await product.ask<{ about: { demo: boolean } }>('{ about { demo } }')).about.demo
}

async function pdls(product: Product): Promise<string[]> {
  const { usagePoints } = await product.ask<{ usagePoints: { pdl: string }[] }>('{ usagePoints { pdl } }')
  return usagePoints.map(({ pdl }) => pdl)
}

async function isIdle(product: Product): Promise<boolean> {
  const { syncStatus } = await product.ask<{
    syncStatus: { current: unknown; last: { state: string } | null }
  }>('{ syncStatus { current { id } last { state } } }')
  return syncStatus.current === null && syncStatus.last?.state === 'COMPLETE'
}

/** Processes that run the simulator and were started by this one. */
function simulatorsOf(parent: number): number {
  const children = `/proc/${parent}/task/${parent}/children`
  if (!existsSync(children)) return -1
  return readFileSync(children, 'utf8')
    .split(' ')
    .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('simulator/main.js'))
    .length
}

it('goes to the demo household and back by one word each, never mixing the two', async () => {
  const source = await gateway()
  const home = move()
  const env = { ...gatewayOf(source), MQTT_ENABLED: 'true', MQTT_BROKER: 'mqtt://127.0.0.1:9' }
  const product = home.start(env)
  await product.ready()
  await expect.poll(() => isIdle(product), SOON).toBe(true)
  const before = await home.sql('select date, value_wh from consumption_daily order by date')
  expect(before.length).toBeGreaterThan(20)
  const calls = source.calls.all.length

  await setDemo(product, true)
  await expect.poll(() => pdls(product), SOON).toHaveLength(5)
  expect(await pdls(product)).not.toContain(REAL)
  const { exportTargets } = await product.ask<{ exportTargets: unknown[] }>('{ exportTargets { id } }')
  expect(exportTargets).toEqual([])
  expect(simulatorsOf(product.pid)).toBe(1)

  await setDemo(product, false)
  expect(await pdls(product)).toEqual([REAL])
  expect(await home.sql('select date, value_wh from consumption_daily order by date')).toEqual(before)
  expect(await home.sql('select pdl from usage_point')).toEqual([{ pdl: REAL }])
  expect(simulatorsOf(product.pid)).toBe(0)
  const { code, output } = await product.end()
  expect(code).toBe(0)
  expect(output).not.toContain(source.secret)
  // The real gateway was asked for nothing on behalf of the demo.
  expect(source.calls.all.slice(calls).filter(({ pdl }) => pdl !== null && pdl !== REAL)).toEqual([])
})

it('is still there after a restart, even a violent one, and leaves no gateway behind', async () => {
  const home = move()
  const first = home.start()
  await first.ready()
  await setDemo(first, true)
  await setDemo(first, true)
  await first.end('SIGKILL')

  const second = home.start()
  await second.ready()
  expect(await isDemo(second)).toBe(true)
  await setDemo(second, false)
  expect((await second.end()).code).toBe(0)

  const third = home.start()
  await third.ready()
  expect(await isDemo(third)).toBe(false)
  expect((await third.end()).code).toBe(0)
})

it('has a database beside the real one when it is elsewhere', async () => {
  const database = await createTestDatabase()
  closings.push(() => database.close())
  const product = move().start({ DATABASE_URL: database.url })
  await product.ready()
  await setDemo(product, true)
  const demo = `${database.address.database}_demo`
  closings.push(() => database.em.execute(`drop database ${demo} with (force)`))
  await expect.poll(() => pdls(product), SOON).toHaveLength(5)
  expect(await database.em.execute('select pdl from usage_point')).toEqual([])
  await setDemo(product, false)
  expect(await pdls(product)).toEqual([])
  expect((await product.end()).code).toBe(0)
})

it('says why it cannot, and stays where it is, when it may not create a database', async () => {
  const database = await createTestDatabase()
  closings.push(() => database.close())
  const role = `plain_${database.address.database.slice(0, 12)}`
  await database.em.execute(`create role ${role} login password 'plain'`)
  await database.em.execute(`alter database ${database.address.database} owner to ${role}`)
  await database.em.execute(`grant all on all tables in schema public to ${role}`)
  await database.em.execute(`grant all on all sequences in schema public to ${role}`)
  closings.push(async () => {
    await database.em.execute(`drop owned by ${role}`)
    await database.em.execute(`alter database ${database.address.database} owner to current_user`)
    await database.em.execute(`drop role ${role}`)
  })
  const url = new URL(database.url)
  url.searchParams.set('user', role)
  url.searchParams.set('password', 'plain')
  const product = move().start({ DATABASE_URL: url.href })
  await product.ready()
  await expect(product.ask('mutation { setDemo(on: true) { demo } }')).rejects.toThrow(
    /database of the demo household.*permission denied to create database/,
  )
  expect(await isDemo(product)).toBe(false)
  expect((await product.end()).code).toBe(0)
})

it('is opened at start when the environment says so, and left all the same', async () => {
  const home = move()
  const product = home.start({ DEMO: 'true' })
  await product.ready()
  expect(await isDemo(product)).toBe(true)
  await setDemo(product, false)
  expect(await pdls(product)).toEqual([])
  expect((await product.end()).code).toBe(0)
})
