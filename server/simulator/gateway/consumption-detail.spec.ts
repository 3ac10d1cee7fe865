import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../../src/core/index.js'
import type { HouseholdPlan, Simulator } from '../index.js'
import { startSimulator } from '../index.js'
import { askEnvelope, daysOfAnswer, readingsOf } from '../spec/ask.js'

const [HALF_HOURLY, HOURLY, QUARTERLY] = ['01226049119991', '01226049119992', '01226049119993'] as const
const activation = toDay('2020-01-01')
const HOUSEHOLDS: HouseholdPlan[] = [
  { pdl: HALF_HOURLY, activation },
  { pdl: HOURLY, activation, intervals: [{ from: activation, minutes: 60 }] },
  { pdl: QUARTERLY, activation, intervals: [{ from: activation, minutes: 15 }] },
]
const path = (pdl: string): string => `/enedis/consumption/detail/${pdl}`

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ now: parseInstant('2026-11-23T15:30:00+01:00'), households: HOUSEHOLDS })
})
afterEach(() => simulator.stop())

describe('without the cache', () => {
  it('gives seven days at most, the end excluded', async () => {
    const readings = await readingsOf(simulator, `${path(HALF_HOURLY)}?start=2026-11-15&end=2026-11-22`)
    expect(readings).toHaveLength(336)
    expect(readings.at(-1)?.date).toBe('2026-11-21 23:30:00')
  })

  it('hides the refusal of eight days', async () => {
    const answer = await askEnvelope(simulator, `${path(HALF_HOURLY)}?start=2026-11-14&end=2026-11-22`)
    expect(answer.error?.code).toBe('NO_DATA')
    expect(simulator.quotas.used.fresh).toBe(1)
  })

  it('gives the day before when start equals end', async () => {
    const days = await daysOfAnswer(simulator, `${path(HALF_HOURLY)}?start=2026-11-20&end=2026-11-20`)
    expect(days).toEqual(['2026-11-19'])
  })

  it('names a start before activation, and remembers it as the oldest date', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'ADAM-ERR0123' })
    const answer = await askEnvelope(simulator, `${path(HALF_HOURLY)}?start=2026-11-16&end=2026-11-22`)
    expect(answer.error?.code).toBe('ADAM-ERR0123')
    expect(simulator.households.find(HALF_HOURLY)?.oldestAvailableDataDate).toBe('2026-11-16')
  })

  it('answers 500 to a date that is none', async () => {
    const answer = await askEnvelope(simulator, `${path(HALF_HOURLY)}?start=soon&end=2026-11-22`)
    expect(answer.error?.code).toBe('INTERNAL_ERROR')
  })
})

describe('with the cache', () => {
  it('serves a half-hourly day whole, uncounted', async () => {
    const query = 'start=2026-11-16&end=2026-11-18&use_cache=true'
    await readingsOf(simulator, `${path(HALF_HOURLY)}?${query}`)
    const again = 'start=2026-11-16&end=2026-11-17&use_cache=true'
    expect(await readingsOf(simulator, `${path(HALF_HOURLY)}?${again}`)).toHaveLength(96)
    expect(simulator.calls.all.at(-1)).toMatchObject({ countedOn: null, enedisCalls: 0 })
  })

  it('reaches yesterday by two calls', async () => {
    const url = path(HALF_HOURLY)
    await readingsOf(simulator, `${url}?start=2026-11-20&end=2026-11-22&use_cache=true`)
    const days = await daysOfAnswer(simulator, `${url}?start=2026-11-21&end=2026-11-22&use_cache=true`)
    expect(days).toEqual(['2026-11-22', '2026-11-21'])
  })

  it('gives an hourly meter twice', async () => {
    const url = `${path(HOURLY)}?start=2026-11-16&end=2026-11-19&use_cache=true`
    expect(await readingsOf(simulator, url)).toHaveLength(72)
    const readings = await readingsOf(simulator, url)
    expect(readings).toHaveLength(144)
    expect(new Set(readings.map(({ date }) => date)).size).toBe(72)
  })

  it('loses half of a quarter-hourly day', async () => {
    const url = path(QUARTERLY)
    expect(await readingsOf(simulator, `${url}?start=2026-11-16&end=2026-11-18&use_cache=true`)).toHaveLength(
      192,
    )
    const cached = await readingsOf(simulator, `${url}?start=2026-11-16&end=2026-11-17&use_cache=true`)
    expect(cached).toHaveLength(96)
  })

  it('gives the spring day twice and loses two points of the autumn day', async () => {
    const url = path(HALF_HOURLY)
    const spring = `${url}?start=2026-03-29&end=2026-03-30&use_cache=true`
    expect(await readingsOf(simulator, spring)).toHaveLength(46)
    expect(
      (await readingsOf(simulator, spring)).filter(({ date }) => date.startsWith('2026-03-29')),
    ).toHaveLength(92)
    const autumn = `${url}?start=2026-10-25&end=2026-10-26&use_cache=true`
    expect(await readingsOf(simulator, autumn)).toHaveLength(50)
    expect(
      (await readingsOf(simulator, autumn)).filter(({ date }) => date.startsWith('2026-10-25')),
    ).toHaveLength(48)
  })
})
