import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../../src/core/index.js'
import type { Simulator } from '../index.js'
import { startSimulator } from '../index.js'
import { askEnvelope, daysOfAnswer } from '../spec/ask.js'

const PDL = '01226049119999'
const PATH = `/enedis/consumption/daily/${PDL}`
const T = parseInstant('2026-11-23T15:30:00+01:00')

let simulator: Simulator

async function start(now = T): Promise<void> {
  simulator = await startSimulator({ now, households: [{ pdl: PDL, activation: toDay('2020-01-01') }] })
}
function days(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `2026-11-${from + index}`)
}

beforeEach(() => start())
afterEach(() => simulator.stop())

describe('fetched, nothing cached', () => {
  it.each([
    ['start=2026-11-13&end=2026-11-23', 13, 21],
    ['start=2026-11-13&end=2026-11-22', 13, 21],
    ['start=2026-11-13&end=2026-11-14', 13, 13],
    ['start=2026-11-13&end=2026-11-13', 12, 12],
    ['start=2026-11-22&end=2026-11-22', 21, 21],
    ['start=2026-11-18&end=2026-11-14', 13, 13],
    ['start=2026-11-13&end=2027-01-31', 13, 21],
  ])('%s gives the days %i to %i', async (query, from, to) => {
    expect(await daysOfAnswer(simulator, `${PATH}?${query}`)).toEqual(days(from, to))
    expect(simulator.calls.all).toMatchObject([{ countedOn: 'fresh', enedisCalls: 1, pdl: PDL }])
  })

  it('gives strings of Wh and the true reading type', async () => {
    const { data } = await askEnvelope(simulator, `${PATH}?start=2026-11-20&end=2026-11-21`)
    expect(data).toEqual({
      meter_reading: {
        interval_reading: [{ value: expect.stringMatching(/^\d+$/) as string, date: '2026-11-20' }],
        reading_type: { measurement_kind: 'energy', measuring_period: 'P1D', unit: 'Wh', aggregate: 'sum' },
      },
    })
  })
})

describe('with the cache', () => {
  it('adds the end day once it is cached', async () => {
    await daysOfAnswer(simulator, `${PATH}?start=2026-11-18&end=2026-11-19&use_cache=true`)
    const query = 'start=2026-11-13&end=2026-11-18&use_cache=true'
    expect(await daysOfAnswer(simulator, `${PATH}?${query}`)).toEqual([
      '2026-11-13',
      '2026-11-14',
      '2026-11-15',
      '2026-11-16',
      '2026-11-18',
    ])
  })

  it('never gets yesterday: it is asked alone, in vain, at each call', async () => {
    const query = 'start=2026-11-16&end=2026-11-22&use_cache=true'
    for (const call of [1, 2, 3]) {
      expect(await daysOfAnswer(simulator, `${PATH}?${query}`)).toEqual(days(16, 21))
      expect(simulator.calls.all.at(-1)).toMatchObject({ enedisCalls: 1, countedOn: 'cached' })
      expect(simulator.calls.all).toHaveLength(call)
    }
  })

  it('forgets after 24 hours', async () => {
    await daysOfAnswer(simulator, `${PATH}?start=2026-11-13&end=2026-11-18&use_cache=true`)
    simulator.clock.advance(24 * 3_600_000)
    await daysOfAnswer(simulator, `${PATH}?start=2026-11-13&end=2026-11-17&use_cache=true`)
    expect(simulator.calls.all.at(-1)?.enedisCalls).toBe(1)
    await daysOfAnswer(simulator, `${PATH}?start=2026-11-13&end=2026-11-16&use_cache=true`)
    expect(simulator.calls.all.at(-1)?.enedisCalls).toBe(0)
  })

  it('stores nothing without use_cache', async () => {
    await daysOfAnswer(simulator, `${PATH}?start=2026-11-13&end=2026-11-18`)
    expect(await daysOfAnswer(simulator, `${PATH}?start=2026-11-13&end=2026-11-16&use_cache=true`)).toEqual(
      days(13, 15),
    )
  })
})

describe('refuses', () => {
  it('a start beyond three calendar years, uncounted', async () => {
    const old = await askEnvelope(simulator, `${PATH}?start=2023-11-22&end=2024-01-01`)
    expect(old.error?.code).toBe('DATE_TOO_OLD')
    expect(simulator.quotas.used).toEqual({ cached: 0, fresh: 0 })
    const oldest = await askEnvelope(simulator, `${PATH}?start=2023-11-23&end=2024-01-01`)
    expect(oldest.success).toBe(true)
  })

  it('nothing of the sort on 29 February, when the rule cannot be computed', async () => {
    await simulator.stop()
    await start(parseInstant('2028-02-29T12:00:00+01:00'))
    const answer = await askEnvelope(simulator, `${PATH}?start=2025-02-16&end=2025-03-01`)
    expect(answer.success).toBe(true)
    const older = await askEnvelope(simulator, `${PATH}?start=2025-02-12&end=2025-03-01`)
    expect(older.error?.message).toContain('ADAM-ERR0125')
  })

  it('with the Enedis text when every range failed and nothing was cached', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'ADAM-DC-0008' })
    const answer = await askEnvelope(simulator, `${PATH}?start=2026-11-13&end=2026-11-18`)
    expect(answer.error).toEqual({
      code: 'ENEDIS_ERROR',
      message:
        'Failed to fetch 2026-11-13 to 2026-11-18: ' +
        'ADAM-DC-0008: No consent can be found for this customer and this usage point.',
      field: null,
    })
    expect(simulator.quotas.used.fresh).toBe(1)
  })

  it('silently, with holes, when some ranges failed', async () => {
    await daysOfAnswer(simulator, `${PATH}?start=2026-11-15&end=2026-11-16&use_cache=true`)
    simulator.faults.add({ kind: 'enedis', cause: 'HTTP 503' })
    const query = 'start=2026-11-13&end=2026-11-18&use_cache=true'
    const answer = await askEnvelope(simulator, `${PATH}?${query}`)
    expect(answer).toMatchObject({ success: true, error: null })
    expect(await daysOfAnswer(simulator, `${PATH}?${query}`)).toEqual(['2026-11-15'])
  })

  it('answers an empty list before activation', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'ADAM-ERR0123' })
    const { success, data } = await askEnvelope(simulator, `${PATH}?start=2026-11-13&end=2026-11-18`)
    expect({ success, data }).toEqual({
      success: true,
      data: {
        meter_reading: { interval_reading: [], reading_type: { unit: 'W', measurement_kind: 'power' } },
      },
    })
  })
})
