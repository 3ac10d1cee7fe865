import { describe, expect, it } from 'vitest'

import { formatInstant, parseInstant } from '../../core/index.js'
import history from '../fixtures/ecowatt-history.json' with { type: 'json' }
import demand from '../fixtures/national-demand.json' with { type: 'json' }
import generation from '../fixtures/national-generation.json' with { type: 'json' }
import none from '../fixtures/tempo-days-none.json' with { type: 'json' }
import days from '../fixtures/tempo-days.json' with { type: 'json' }
import estimated from '../fixtures/tempo-forecast-estimated.json' with { type: 'json' }
import forecast from '../fixtures/tempo-forecast.json' with { type: 'json' }

import { parseEcowatt, parseTempoDays, parseTempoForecast } from './grid.js'
import { parseNationalDemand, parseNationalGeneration } from './national.js'

const now = parseInstant('2026-11-23T15:30:05+01:00')

describe('Tempo', () => {
  it('gives a colour by day, oldest first', () => {
    const { items, rejected } = parseTempoDays([...days.data].reverse())
    expect(rejected).toEqual([])
    expect(items).toHaveLength(9)
    expect(parseTempoDays(none.data).items).toEqual([])
    expect(items.slice(0, 3)).toEqual([
      { day: '2026-11-16', color: 'BLUE' },
      { day: '2026-11-17', color: 'RED' },
      { day: '2026-11-18', color: 'WHITE' },
    ])
  })

  it('sets a colour aside that it does not know', () => {
    const { items, rejected } = parseTempoDays([
      { date: '2026-11-16', color: 'BLEU' },
      { date: '2026-11-31', color: 'BLUE' },
      { date: '2026-11-17', color: 'RED' },
    ])
    expect(items).toEqual([{ day: '2026-11-17', color: 'RED' }])
    expect(rejected.map(({ label }) => label)).toEqual(['2026-11-16', '2026-11-31'])
  })

  it('forecasts ratios that add up to 1', () => {
    const { items } = parseTempoForecast(forecast.data, now)
    expect(items[0]?.day).toBe('2026-11-24')
    expect(items[0]?.confidence).toBe('high')
    expect(items[0]?.blueRatio).toBeCloseTo(0.95, 10)
    expect(formatInstant(items[0]?.updatedAt ?? 0)).toMatch(/^2026-11-23T/)
    for (const { blueRatio, whiteRatio, redRatio } of items)
      expect(blueRatio + whiteRatio + redRatio).toBeCloseTo(1, 10)
  })

  it('says when a forecast only counts the days left', () => {
    expect(parseTempoForecast(estimated.data, now).items.map(({ confidence }) => confidence)).toEqual([
      'quota',
      'quota',
    ])
  })
})

describe('EcoWatt', () => {
  const [row] = history

  it('belongs to the Paris day that its UTC midnight opens', () => {
    const { items } = parseEcowatt(history)
    expect(items[0]).toMatchObject({ day: '2026-11-23', level: 1, message: "Pas d'alerte." })
    expect(items[0]?.publishedAt).toBe(parseInstant('2026-11-23T11:15:00Z'))
    const summer = parseEcowatt([{ ...row, periode: '2026-07-13T22:00:00' }])
    expect(summer.items[0]?.day).toBe('2026-07-14')
    const unshifted = parseEcowatt([{ ...row, periode: '2026-07-14T00:00:00' }])
    expect(unshifted.items[0]?.day).toBe('2026-07-14')
  })

  it('shows hours that RTE did not send as unknown, not as level 0', () => {
    const hours = parseEcowatt(history).items[0]?.hours
    expect(hours).toHaveLength(24)
    expect(hours?.slice(0, 8)).toEqual([null, null, null, null, null, null, null, 1])
  })

  it('keeps a true level 0', () => {
    const values = [0, ...Array<number>(23).fill(1)]
    expect(parseEcowatt([{ ...row, values, hdebut: 0, hfin: 23 }]).items[0]?.hours[0]).toBe(0)
  })

  it('says nothing of the hours of an array that is not 24 long', () => {
    const values = Array<number>(25).fill(2)
    expect(parseEcowatt([{ ...row, values }]).items[0]).toMatchObject({
      level: 1,
      hours: Array(24).fill(null),
    })
  })

  it('sets aside a level that does not exist', () => {
    expect(parseEcowatt([{ ...row, dvalue: 4 }]).rejected[0]?.label).toBe('2026-11-22T23:00:00')
    expect(parseEcowatt([]).items).toEqual([])
  })
})

describe('the country', () => {
  const from = parseInstant('2026-11-23T14:15:00Z')
  const to = parseInstant('2026-11-23T15:00:00Z')

  it('reads MW by kind, in UTC, within the range', () => {
    const { items } = parseNationalDemand(demand.data, from, to)
    expect(items.map(({ kind, points }) => [kind, points.length])).toEqual([
      ['REALISED', 3],
      ['ID', 3],
      ['D-1', 0],
      ['D-2', 0],
    ])
    expect(items[0]?.points[0]).toEqual({ startAt: from, minutes: 15, megawatts: 60_634 })
  })

  it('reads solar and wind, and no source it does not know', () => {
    const day = [parseInstant('2026-11-23T00:00:00Z'), parseInstant('2026-11-25T00:00:00Z')] as const
    const [first] = generation.data.forecasts
    const { items, rejected } = parseNationalGeneration(
      {
        forecasts: [
          ...generation.data.forecasts,
          { ...first, production_type: 'WIND_ONSHORE' },
          { ...first, values: [{ start_date: 'x', end_date: 'y', value: 1 }, { value: 'z' }] },
        ],
      },
      ...day,
    )
    expect(items.map(({ source, kind, points }) => `${source} ${kind} ${points.length}`)).toEqual([
      'SOLAR ID 4',
      'SOLAR D-1 2',
      'WIND D-1 2',
      'WIND ID 4',
      'SOLAR ID 0',
    ])
    expect(rejected).toHaveLength(2)
  })
})
