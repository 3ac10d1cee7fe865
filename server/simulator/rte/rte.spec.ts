import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { parseInstant } from '../../src/core/index.js'
import type { Simulator } from '../index.js'
import { startSimulator } from '../index.js'
import { ask, askEnvelope } from '../spec/ask.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ now: parseInstant('2026-11-23T18:00:00+01:00') })
})
afterEach(() => simulator.stop())

const at = (text: string): void => {
  simulator.clock.set(parseInstant(text))
}

interface Signal {
  readonly periode: string
  readonly dvalue: number
  readonly values: number[]
  readonly hdebut: number
}

async function history(start: string, end: string): Promise<Signal[]> {
  return (await ask(simulator, `/ecowatt/history?start_date=${start}&end_date=${end}`))
    .json as unknown as Signal[]
}

describe('EcoWatt', () => {
  it('labels a Paris day by its midnight in UTC, in winter and in summer', async () => {
    expect((await history('2026-11-22', '2026-11-23'))[0]?.periode).toBe('2026-11-22T23:00:00')
    expect((await history('2026-06-30', '2026-07-01'))[0]?.periode).toBe('2026-06-30T22:00:00')
  })

  it('shows tomorrow as current, and never today in the forecast', async () => {
    expect((await ask(simulator, '/ecowatt/current')).json).toMatchObject({ periode: '2026-11-23T23:00:00' })
    const { data } = await askEnvelope(simulator, '/ecowatt/forecast')
    const labels = (data as unknown as Signal[]).map(({ periode }) => periode.slice(0, 10))
    expect(labels).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
  })

  it.each([
    ['2026-11-23T16:59:00+01:00', 3],
    ['2026-11-23T17:00:00+01:00', 4],
    ['2026-11-27T12:14:00+01:00', 3],
    ['2026-11-27T12:15:00+01:00', 4],
  ])('at %s holds %i days from today on', async (instant, count) => {
    at(instant)
    const [before, end] = instant.startsWith('2026-11-23')
      ? ['2026-11-22', '2026-11-30']
      : ['2026-11-26', '2026-12-05']
    expect(await history(before, end)).toHaveLength(count)
  })

  it('pads the hours that were not sent, and alerts some winter days', async () => {
    const year = await history('2025-11-24', '2026-11-23')
    for (const { values, hdebut } of year) {
      expect(values).toHaveLength(24)
      expect(values.slice(0, hdebut)).toEqual(new Array<number>(hdebut).fill(0))
    }
    expect(year.some(({ hdebut }) => hdebut > 0)).toBe(true)
    expect(year.some(({ dvalue }) => dvalue > 1)).toBe(true)
  })
})

interface Group {
  readonly type: string
  readonly values: { start_date: string; value: number }[]
}

describe('France', () => {
  it('groups by type, and holds nothing realised after now', async () => {
    const { data } = await askEnvelope(simulator, '/consumption-france')
    const groups = (data as unknown as { short_term: Group[] }).short_term
    expect(groups.map(({ type }) => type)).toEqual(['REALISED', 'ID', 'D-1', 'D-2'])
    expect(groups[0]?.values.at(-1)?.start_date).toBe('2026-11-23T16:45:00')
  })

  it('knows no other type, and compares a local time as if it were UTC', async () => {
    const { data } = await askEnvelope(simulator, '/consumption-france?type=realised')
    expect(data).toMatchObject({ short_term: [] })
    const query = 'type=ID&start_date=2026-11-23T10:00:00%2B01:00&end_date=2026-11-23T10:00:00'
    const hour = (await askEnvelope(simulator, `/consumption-france?${query}`)).data
    expect((hour as unknown as { short_term: Group[] }).short_term[0]?.values).toMatchObject([
      { start_date: '2026-11-23T10:00:00' },
    ])
  })

  it('inflates wind at each half-hour, when told to, and leaves the sun alone', async () => {
    const firstOf = async (kind: string): Promise<number> => {
      const { data } = await askEnvelope(simulator, `/generation-forecast/${kind}`)
      const groups = (data as unknown as { forecasts: (Group & { forecast_type: string })[] }).forecasts
      return groups.find(({ forecast_type }) => forecast_type === 'D-1')?.values[24]?.value ?? NaN
    }
    const [wind, sun] = [await firstOf('wind'), await firstOf('solar')]
    simulator.rte.windInflation = true
    at('2026-11-23T00:10:00Z')
    expect(await firstOf('wind')).toBe(wind)
    at('2026-11-23T01:10:00Z')
    expect([await firstOf('wind'), await firstOf('solar')]).toEqual([3 * wind, sun])
  })
})
