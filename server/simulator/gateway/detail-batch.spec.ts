import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { addDays, parseInstant, toDay } from '../../src/core/index.js'
import type { HouseholdPlan, Simulator } from '../index.js'
import { startSimulator } from '../index.js'
import { ask, askEnvelope, daysOfAnswer, readingsOf } from '../spec/ask.js'

const [PDL, LATE, PRODUCER] = ['01226049119991', '01226049119992', '01226049119993'] as const
const activation = toDay('2020-01-01')
const HOUSEHOLDS: HouseholdPlan[] = [
  { pdl: PDL, activation },
  { pdl: LATE, activation, lateDays: 1 },
  { pdl: PRODUCER, activation, consumes: false, solarPeakW: 3000 },
]
const T = parseInstant('2026-11-23T15:30:00+01:00')
const HOUR = 3_600_000
const path = (pdl: string, query: string): string => `/enedis/consumption/detail/batch/${pdl}?${query}`
const lastCall = (): unknown => simulator.calls.all.at(-1)

let simulator: Simulator
async function start(now = T): Promise<void> {
  simulator = await startSimulator({ now, households: HOUSEHOLDS })
}
beforeEach(() => start())
afterEach(() => simulator.stop())

describe('range', () => {
  it('includes the end: yesterday is reached', async () => {
    expect(await daysOfAnswer(simulator, path(PDL, 'start=2026-11-21&end=2026-11-23'))).toEqual([
      '2026-11-21',
      '2026-11-22',
    ])
  })

  it.each([
    ['start=2026-11-13&end=2026-11-13', ['2026-11-12', '2026-11-13']],
    ['start=2026-11-22&end=2026-11-22', ['2026-11-21', '2026-11-22']],
  ])('%s brings the day before too', async (query, days) => {
    expect(await daysOfAnswer(simulator, path(PDL, query))).toEqual(days)
  })

  it('goes back two calendar years, in weekly calls, for one request', async () => {
    const days = await daysOfAnswer(simulator, path(PDL, 'start=2019-01-01&end=2026-11-22'))
    expect([days[0], days.at(-1), days.length]).toEqual(['2024-11-23', '2026-11-22', 730])
    expect(lastCall()).toMatchObject({ countedOn: 'cached', enedisCalls: 105 })
    expect(simulator.quotas.used).toEqual({ cached: 1, fresh: 0 })
  })

  it('is refused when wholly older', async () => {
    const answer = await askEnvelope(simulator, path(PDL, 'start=2019-01-01&end=2019-02-01'))
    expect(answer.error?.code).toBe('INVALID_DATE_RANGE')
  })

  it('fails all day on 29 February', async () => {
    await simulator.stop()
    await start(parseInstant('2028-02-29T12:00:00+01:00'))
    expect(await ask(simulator, path(PDL, 'start=2028-02-20&end=2028-02-28'))).toMatchObject({ status: 500 })
  })
})

describe('cache', () => {
  it('serves a day again, uncounted, and forgets it after 24 hours', async () => {
    const url = path(PDL, 'start=2026-11-01&end=2026-11-05')
    await readingsOf(simulator, url)
    expect(await readingsOf(simulator, url)).toHaveLength(240)
    expect(lastCall()).toMatchObject({ countedOn: null, enedisCalls: 0 })
    simulator.clock.advance(24 * HOUR)
    await readingsOf(simulator, url)
    expect(lastCall()).toMatchObject({ countedOn: 'cached', enedisCalls: 1 })
  })

  it.each([
    [5, 43, 43, 0],
    [6, 42, 90, 1],
  ])('with %i half-hours missing: %i readings, then %i', async (count, first, second, enedisCalls) => {
    const day = toDay('2026-11-10')
    const fault = simulator.faults.add({ kind: 'missing-points', day, count })
    const url = path(PDL, 'start=2026-11-10&end=2026-11-11')
    const ofDay = async (): Promise<number> =>
      (await readingsOf(simulator, url)).filter(({ date }) => date.startsWith(day)).length
    expect(await ofDay()).toBe(first)
    simulator.faults.remove(fault)
    expect(await ofDay()).toBe(second)
    expect(lastCall()).toMatchObject({ enedisCalls })
  })

  it('alone is served when the quota is spent', async () => {
    await readingsOf(simulator, path(PDL, 'start=2026-11-19&end=2026-11-20'))
    simulator.quotas.exhaust('cached')
    const some = await askEnvelope(simulator, path(PDL, 'start=2026-11-19&end=2026-11-21'))
    expect(some).toMatchObject({ success: true, error: { code: 'PARTIAL_DATA' } })
    const none = await askEnvelope(simulator, path(PDL, 'start=2026-11-01&end=2026-11-02'))
    expect(none).toMatchObject({ success: false, error: { code: 'RATE_LIMIT_EXCEEDED' } })
  })
})

describe('failures', () => {
  it('cost seven calls a week, and read as no data', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'HTTP 503' })
    const answer = await askEnvelope(simulator, path(PDL, 'start=2026-11-01&end=2026-11-14'))
    expect(answer.error?.code).toBe('NO_DATA')
    expect(lastCall()).toMatchObject({ enedisCalls: 14 })
  })

  it('of a whole week are announced when other weeks are good', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'HTTP 503', lastDay: toDay('2026-11-07') })
    const answer = await askEnvelope(simulator, path(PDL, 'start=2026-11-01&end=2026-11-09'))
    expect(answer).toMatchObject({ success: true, error: { code: 'PARTIAL_DATA' } })
  })

  it('of less than a week are not', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'HTTP 503', firstDay: toDay('2026-11-08') })
    const url = path(PDL, 'start=2026-11-01&end=2026-11-09')
    expect(await askEnvelope(simulator, url)).toMatchObject({ success: true, error: null })
    expect(await daysOfAnswer(simulator, url)).toHaveLength(7)
  })

  it('before activation move the start until a day answers', async () => {
    const pdl = '01226049119994'
    simulator.households.add({ pdl, activation: toDay('2026-11-05') })
    const days = await daysOfAnswer(simulator, path(pdl, 'start=2026-11-01&end=2026-11-07'))
    expect(days).toEqual(['2026-11-05', '2026-11-06', '2026-11-07'])
    expect(lastCall()).toMatchObject({ enedisCalls: 5 })
  })
})

describe('blacklist', () => {
  it('catches yesterday asked before its publication, until the next day', async () => {
    simulator.clock.set(parseInstant('2026-11-23T07:30:00+01:00'))
    const url = path(PDL, 'start=2026-11-21&end=2026-11-22')
    expect(await daysOfAnswer(simulator, url)).toEqual(['2026-11-21'])
    await daysOfAnswer(simulator, url)
    simulator.clock.advance(2 * HOUR)
    expect(await daysOfAnswer(simulator, url)).toEqual(['2026-11-21'])
    expect(lastCall()).toMatchObject({ enedisCalls: 0 })
    simulator.clock.advance(23 * HOUR)
    expect(await daysOfAnswer(simulator, url)).toEqual(['2026-11-21', '2026-11-22'])
  })

  it('is avoided without the cache, when the day before stays in the same call', async () => {
    simulator.clock.set(parseInstant('2026-11-23T07:30:00+01:00'))
    const url = path(PDL, 'start=2026-11-21&end=2026-11-22&use_cache=false')
    await daysOfAnswer(simulator, url)
    simulator.clock.advance(HOUR)
    expect(await daysOfAnswer(simulator, url)).toEqual(['2026-11-21', '2026-11-22'])
  })

  it('knows no direction: a production batch on a hole closes consumption too, and no deletion opens it', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'no_data_found' }, { on: '/enedis/production/**' })
    const production = path(PDL, 'start=2026-11-01&end=2026-11-03').replace('consumption', 'production')
    expect(await askEnvelope(simulator, production)).toMatchObject({ error: { code: 'NO_DATA' } })
    await ask(simulator, `/enedis/cache/${PDL}`, { method: 'DELETE' })
    const consumption = await askEnvelope(
      simulator,
      path(PDL, 'start=2026-11-01&end=2026-11-03&use_cache=false'),
    )
    expect(consumption).toMatchObject({ success: true, data: { meter_reading: { interval_reading: [] } } })
    expect(lastCall()).toMatchObject({ countedOn: null, enedisCalls: 0 })
  })

  it('takes a date at its sixth failure in 24 hours', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'HTTP 503' })
    const url = path(PDL, 'start=2026-11-01&end=2026-11-02')
    for (let call = 0; call < 6; call += 1) {
      expect(await askEnvelope(simulator, url)).toMatchObject({ error: { code: 'NO_DATA' } })
    }
    expect(await askEnvelope(simulator, url)).toMatchObject({ success: true, error: null })
  })
})

it('a late meter publishes a day later', async () => {
  const query = 'start=2026-11-20&end=2026-11-22&use_cache=false'
  expect(await daysOfAnswer(simulator, path(LATE, query))).toEqual(['2026-11-20', '2026-11-21'])
  simulator.clock.set(parseInstant('2026-11-24T08:00:00+01:00'))
  expect((await daysOfAnswer(simulator, path(LATE, query))).at(-1)).toBe('2026-11-22')
})

it('a producer has no consumption: every day fails, and says nothing', async () => {
  const answer = await askEnvelope(
    simulator,
    path(PRODUCER, `start=${addDays(toDay('2026-11-22'), -6)}&end=2026-11-22`),
  )
  expect(answer).toMatchObject({ success: false, error: { code: 'NO_DATA' } })
  expect(lastCall()).toMatchObject({ enedisCalls: 7 })
})
