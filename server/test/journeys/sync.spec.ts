import { afterEach, describe, expect, it } from 'vitest'

import type { HouseholdPlan } from '../../simulator/index.js'
import { toDay } from '../../src/core/index.js'
import type { House, HouseOptions } from '../house.js'
import { openHouse } from '../house.js'

const PDL = '01226049119901'
const consumer: HouseholdPlan = {
  pdl: PDL,
  name: 'Appartement',
  subscribedPowerKva: 6,
  pricingOption: 'BASE',
}

let house: House
afterEach(() => house.close())

async function open(options: Partial<HouseOptions> = {}): Promise<House> {
  house = await openHouse({
    now: '2026-11-24T09:10:00+01:00',
    ...options,
    simulator: { households: [consumer], ...options.simulator },
  })
  return house
}

const lastRun = async () =>
  (
    await house.ask<{
      syncRuns: {
        state: string
        cachedCalls: number
        freshCalls: number
        steps: { dataset: string; state: string }[]
      }[]
    }>('{ syncRuns(limit: 1) { state cachedCalls freshCalls steps { dataset state } } }')
  ).syncRuns[0]

describe('a first sync', () => {
  it('is complete in one run, within 30 cached and 6 fresh calls', async () => {
    await open()
    await house.syncNow()
    const { cached, fresh } = house.simulator.quotas.used
    expect(await lastRun()).toMatchObject({ state: 'COMPLETE', cachedCalls: cached, freshCalls: fresh })
    expect(cached).toBeLessThanOrEqual(30)
    expect(fresh).toBeLessThanOrEqual(6)
    const [held] = await house.sql<Record<string, number>>(`
      select
        (select count(*) from consumption_daily where quality = 'measured')::int as days,
        (select count(*) from consumption_load_curve)::int as slots,
        (select count(*) from max_power)::int as peaks,
        (select count(*) from tempo_calendar)::int as colors,
        (select count(distinct date) from ecowatt_signals)::int as signals,
        (select count(*) from usage_point where contract is not null and address is not null)::int as contracts`)
    expect(held).toMatchObject({ days: 1094, slots: 730 * 48, peaks: 1095, contracts: 1 })
    expect(held?.colors).toBeGreaterThan(3600)
    expect(held?.signals).toBeGreaterThan(360)
  })

  it('asks the newest days first', async () => {
    await open()
    await house.syncNow()
    const curve = house.simulator.calls.to('/enedis/consumption/detail/batch/{pdl}')
    const ends = curve.map(({ query }) => query.end ?? '')
    expect(ends[0]).toBe('2026-11-23')
    expect(ends).toEqual([...ends].sort().reverse())
  })

  it('leaves nothing to ask: the next tick makes no call and leaves no record', async () => {
    await open()
    await house.syncNow()
    house.simulator.calls.reset()
    await house.syncNow()
    expect(house.simulator.calls.all).toEqual([])
    expect(await house.sql('select id from sync_run')).toHaveLength(1)
  })

  it('knows what it will cost before it costs it', async () => {
    await open()
    await house.syncNow({ datasets: ['USAGE_POINTS'] })
    const { syncPlan } = await house.ask<{
      syncPlan: { cachedCalls: number; freshCalls: number; fitsBudget: boolean }
    }>('{ syncPlan { cachedCalls freshCalls fitsBudget } }')
    await house.syncNow()
    const { cached, fresh } = house.simulator.quotas.used
    expect(syncPlan).toEqual({ cachedCalls: cached, freshCalls: fresh, fitsBudget: true })
  })
})

describe('a whole day of ticks', () => {
  it('costs 12 calls at most, both counters together, and brings yesterday once it is published', async () => {
    await open({ scheduled: true, now: '2026-11-23T23:58:00+01:00' })
    house.simulator.calls.reset()
    const before = house.simulator.quotas.used
    await house.liveUntil('2026-11-24T23:59:00+01:00')
    const counted = house.simulator.calls.all.filter(({ countedOn }) => countedOn !== null)
    expect(counted.map(({ path, query }) => `${path} ${query.start ?? ''}`)).toHaveLength(counted.length)
    expect(counted.length).toBeLessThanOrEqual(12)
    expect(before.cached).toBeGreaterThan(0)
    const rows = await house.sql<{ date: string; quality: string }>(
      `select date::text, quality from consumption_daily where date >= '2026-11-22' order by date`,
    )
    expect(rows).toEqual([
      { date: '2026-11-22', quality: 'measured' },
      { date: '2026-11-23', quality: 'derived' },
    ])
  })
})

describe('one run at a time', () => {
  it('refuses a second one while the first goes on', async () => {
    await open({ simulator: { enedisLatencyMs: 30 } })
    await house.sync.start({ trigger: 'MANUAL' })
    const { startSync } = await house.ask<{ startSync: { code: string } }>(
      'mutation { startSync { ... on Problem { code } } }',
    )
    expect(startSync).toEqual({ code: 'ALREADY_RUNNING' })
    await house.sync.idle()
  })
})

describe('a meter activated four months ago', () => {
  it('is never asked for days before, once the contract is known', async () => {
    const activation = toDay('2026-07-24')
    await open({ simulator: { households: [{ ...consumer, activation, activationKnown: false }] } })
    await house.syncNow()
    const starts = house.simulator.calls.all.flatMap(({ path, query }) =>
      path.includes('/enedis/') && query.start ? [query.start] : [],
    )
    expect(starts.length).toBeGreaterThan(3)
    expect(starts.filter((start) => start < activation)).toEqual([])
    expect((await lastRun())?.state).toBe('COMPLETE')
  })
})
