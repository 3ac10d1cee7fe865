import { describe, expect, it } from 'vitest'

import { formatInstant } from '../../core/index.js'
import beforeActivation from '../fixtures/daily-before-activation.json' with { type: 'json' }
import holes from '../fixtures/daily-holes.json' with { type: 'json' }
import sameBounds from '../fixtures/daily-same-bounds.json' with { type: 'json' }
import unitLies from '../fixtures/daily-unit-lies.json' with { type: 'json' }
import daily from '../fixtures/daily.json' with { type: 'json' }
import maxPower from '../fixtures/max-power.json' with { type: 'json' }
import production from '../fixtures/production-daily.json' with { type: 'json' }

import { parseDaily, parseMaxPower } from './daily.js'

const rows = (...interval_reading: unknown[]) => ({ meter_reading: { interval_reading } })

describe('daily energy', () => {
  it('is in Wh, day by day', () => {
    const { readings, rejected } = parseDaily(daily.data)
    expect(readings).toHaveLength(9)
    expect(readings.at(0)).toEqual({ day: '2026-11-13', energyWh: 19_188 })
    expect(readings.at(-1)).toEqual({ day: '2026-11-21', energyWh: 19_314 })
    expect(rejected).toEqual([])
  })

  it('is in Wh even when the answer says W', () => {
    expect(unitLies.data.meter_reading.reading_type.unit).toBe('W')
    const [first] = unitLies.data.meter_reading.interval_reading
    expect(parseDaily(unitLies.data).readings[0]).toEqual({
      day: first?.date,
      energyWh: Number(first?.value),
    })
  })

  it('is read the same for production', () => {
    expect(parseDaily(production.data).readings.at(-1)).toEqual({ day: '2026-11-22', energyWh: 13_510 })
  })

  it('keeps its holes', () => {
    const { readings } = parseDaily(holes.data)
    expect(readings.map(({ day }) => day)).toEqual(
      holes.data.meter_reading.interval_reading.map(({ date }) => date),
    )
  })

  it('belongs to the day of its label, which is not the one asked when both bounds are the same', () => {
    expect(parseDaily(sameBounds.data).readings.map(({ day }) => day)).toEqual(['2026-11-12'])
  })

  it('may be an empty list', () => {
    expect(parseDaily(beforeActivation.data)).toEqual({ readings: [], rejected: [] })
  })

  it('accepts numbers, decimals and disorder; zero is a value, nothing is not', () => {
    const { readings } = parseDaily(
      rows(
        { date: '2026-11-15', value: '14.2' },
        { date: '2026-11-13', value: 0 },
        { date: '2026-11-14', value: null },
        { date: '2026-11-16T00:00:00', value: 7, extra: true },
      ),
    )
    expect(readings).toEqual([
      { day: '2026-11-13', energyWh: 0 },
      { day: '2026-11-15', energyWh: 14 },
      { day: '2026-11-16', energyWh: 7 },
    ])
  })

  it('sets aside what cannot be, and keeps the rest', () => {
    const { readings, rejected } = parseDaily(
      rows(
        { date: '2026-02-30', value: '1' },
        { date: '2026-11-13 12:00:00', value: '1' },
        { date: '2026-11-14', value: '-1' },
        { date: '2026-11-15', value: '' },
        'nothing',
        { date: '2026-11-16', value: '5' },
        { date: '2026-11-16', value: '5' },
        { date: '2026-11-17', value: '6' },
        { date: '2026-11-17', value: '8' },
      ),
    )
    expect(readings).toEqual([
      { day: '2026-11-16', energyWh: 5 },
      { day: '2026-11-17', energyWh: 8 },
    ])
    expect(rejected.map(({ label, cause }) => `${label}: ${cause}`)).toEqual([
      '2026-02-30: This reading is not a day.',
      '2026-11-13 12:00:00: This reading is not a day.',
      '2026-11-14: This reading has a negative value, -1.',
      '2026-11-15: This reading has an illegible value, "".',
      '#4: This reading has no date.',
      '2026-11-17: This reading has two values, 6 Wh and 8 Wh: the last one is kept.',
    ])
  })
})

describe('maximum power', () => {
  it('is in VA, at the instant of the peak', () => {
    const { readings } = parseMaxPower(maxPower.data)
    expect(readings).toHaveLength(6)
    expect(readings[0]).toMatchObject({ day: '2026-11-17', powerVa: 4893 })
    expect(formatInstant(readings[0]?.at ?? 0)).toBe('2026-11-17T20:37:26+01:00')
  })

  it('tolerates a bare day, refuses a time that is none', () => {
    const { readings, rejected } = parseMaxPower(
      rows({ date: '2026-07-14', value: '6000' }, { date: '2026-07-15 25:00:00', value: '1' }),
    )
    expect(readings.map(({ day, at, powerVa }) => [day, formatInstant(at), powerVa])).toEqual([
      ['2026-07-14', '2026-07-14T00:00:00+02:00', 6000],
    ])
    expect(rejected).toEqual([
      { label: '2026-07-15 25:00:00', cause: 'This reading is not a day, nor an instant.' },
    ])
  })
})
