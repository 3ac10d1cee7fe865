import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { parseInstant, toDay } from '../../src/core/index.js'
import type { DataFault, EnedisCause, Simulator } from '../index.js'
import { PDL, startSimulator } from '../index.js'
import { ask, askEnvelope, readingsOf } from '../spec/ask.js'

const DAILY = `/enedis/consumption/daily/${PDL.base}?start=2026-11-16&end=2026-11-19`
const CURVE = `/enedis/consumption/detail/${PDL.base}?start=2026-11-16&end=2026-11-18`
const CONTRACT = `/enedis/contract/${PDL.base}`

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ now: parseInstant('2026-11-23T15:30:00+01:00') })
})
afterEach(() => simulator.stop())

describe('on the wire', () => {
  it('bite the next requests only, on the paths they name', async () => {
    simulator.faults.add({ kind: 'http', status: 503 }, { on: '/enedis/contract/*', next: 2 })
    const statuses: number[] = []
    for (const path of [CONTRACT, DAILY, CONTRACT, CONTRACT])
      statuses.push((await ask(simulator, path)).status)
    expect(statuses).toEqual([503, 200, 503, 200])
    expect(simulator.calls.all.map(({ faults }) => faults)).toEqual([['http'], [], ['http'], []])
  })

  it('bite inside their time window only', async () => {
    const [from, until] = ['2026-11-24T00:00:00Z', '2026-11-24T01:00:00Z'].map(parseInstant)
    simulator.faults.add({ kind: 'http', status: 500 }, { from, until })
    const statusAt = async (text: string): Promise<number> => {
      simulator.clock.set(parseInstant(text))
      return (await ask(simulator, CONTRACT)).status
    }
    expect(await statusAt('2026-11-23T23:59:59Z')).toBe(200)
    expect(await statusAt('2026-11-24T00:30:00Z')).toBe(500)
    expect(await statusAt('2026-11-24T01:00:00Z')).toBe(200)
  })

  it('tell when to come back', async () => {
    simulator.faults.add({ kind: 'http', status: 429, retryAfterSeconds: 120 })
    const response = await fetch(`${simulator.url}/ping`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '120'])
  })

  it('reset the connection', async () => {
    simulator.faults.add({ kind: 'reset' }, { next: 1 })
    await expect(ask(simulator, CONTRACT)).rejects.toThrow('fetch failed')
    expect(simulator.calls.all[0]?.status).toBeNull()
  })

  it('cut the answer in the middle', async () => {
    simulator.faults.add({ kind: 'truncated' }, { next: 1 })
    await expect(ask(simulator, CONTRACT)).rejects.toThrow('terminated')
  })

  it('answer 200 with a page of HTML', async () => {
    simulator.faults.add({ kind: 'maintenance' })
    expect(await ask(simulator, CONTRACT)).toMatchObject({ status: 200, json: null })
  })

  it('answer late', async () => {
    simulator.faults.add({ kind: 'slow', delayMs: 60 })
    const before = performance.now()
    await ask(simulator, '/ping')
    expect(performance.now() - before).toBeGreaterThan(55)
  })
})

describe('of the gateway', () => {
  it.each(['', 'Quota Q3 reached: slow down'])(
    'put "%s" where Enedis refusals are repeated',
    async (message) => {
      simulator.faults.add({ kind: 'enedis-error', message })
      for (const path of [DAILY, CONTRACT]) {
        expect((await askEnvelope(simulator, path)).error).toEqual({
          code: 'ENEDIS_ERROR',
          message,
          field: null,
        })
      }
    },
  )

  it('spend one counter and leave the other', async () => {
    simulator.faults.add({ kind: 'quota-exhausted', counter: 'fresh' })
    expect((await askEnvelope(simulator, CONTRACT)).error?.code).toBe('RATE_LIMIT_EXCEEDED')
    expect((await askEnvelope(simulator, `${CONTRACT}?use_cache=true`)).success).toBe(true)
  })
})

describe('of Enedis', () => {
  it.each<[EnedisCause, string]>([
    ['no-description', 'ADAM-DC-0500: Unknown error'],
    ['timeout', ''],
    ['Quota Q4 reached', 'Quota Q4 reached: Too many calls per hour.'],
    ['ADAM-ERR0075', "ADAM-ERR0075: Le client s'est opposé à l'enregistrement de la courbe de charge."],
  ])('%s is repeated word for word', async (cause, message) => {
    simulator.faults.add({ kind: 'enedis', cause })
    expect((await askEnvelope(simulator, CONTRACT)).error?.message).toBe(message)
  })

  it('show a revoked consent on daily, hide it on the curve, until it is given again', async () => {
    simulator.households.change(PDL.base, { consent: false })
    expect((await askEnvelope(simulator, DAILY)).error?.message).toContain('ADAM-DC-0008')
    expect((await askEnvelope(simulator, CURVE)).error?.code).toBe('NO_DATA')
    simulator.households.change(PDL.base, { consent: true })
    expect((await askEnvelope(simulator, CURVE)).success).toBe(true)
  })
})

describe('in the data', () => {
  const day = toDay('2026-11-17')
  const spoilt = async (fault: DataFault): Promise<unknown[]> => {
    simulator.faults.add(fault)
    return readingsOf(simulator, CURVE)
  }

  it.each<[DataFault, unknown]>([
    [{ kind: 'null-value', day }, { value: null }],
    [{ kind: 'numeric-value', day }, { value: expect.any(Number) as number }],
    [{ kind: 'decimal-value', day }, { value: expect.stringMatching(/^\d+\.25$/) as string }],
    [{ kind: 'negative-value', day }, { value: expect.stringMatching(/^-\d+$/) as string }],
  ])('%o touches one value', async (fault, expected) => {
    const touched = (await spoilt(fault)).filter((reading) => {
      try {
        expect(reading).toMatchObject(expected as object)
        return true
      } catch {
        return false
      }
    })
    expect(touched).toHaveLength(1)
    expect(touched[0]).toMatchObject({ date: expect.stringMatching(/^2026-11-17 1/) as string })
  })

  it('loses days and half-hours', async () => {
    expect(await spoilt({ kind: 'missing-points', day, count: 7 })).toHaveLength(89)
    expect(await spoilt({ kind: 'missing-day', day })).toHaveLength(48)
  })

  it('doubles labels, forgets order', async () => {
    expect(await spoilt({ kind: 'duplicate-labels', day, count: 3 })).toHaveLength(99)
    const readings = await spoilt({ kind: 'unsorted', day: toDay('2026-11-16') })
    expect(readings.at(-1)).toMatchObject({ date: '2026-11-16 00:00:00' })
  })

  it('changes the shape of readings', async () => {
    simulator.faults.add({ kind: 'label-with-t' })
    simulator.faults.add({ kind: 'unknown-keys' })
    const [first] = await spoilt({ kind: 'interval-length', value: 'PT17X' })
    expect(first).toMatchObject({ date: '2026-11-16T00:00:00', revision: 2, interval_length: 'PT17X' })
  })
})
