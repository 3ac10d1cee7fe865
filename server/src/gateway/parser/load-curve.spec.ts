import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { CurveReading } from '../../core/index.js'
import { formatInstant, minutesOf, parseInstant, startOf, toDay, wallClockOf } from '../../core/index.js'
import quarter from '../fixtures/load-curve-15-minutes.json' with { type: 'json' }
import hour from '../fixtures/load-curve-60-minutes.json' with { type: 'json' }
import march from '../fixtures/load-curve-march-dst.json' with { type: 'json' }
import octoberBatch from '../fixtures/load-curve-october-dst-batch.json' with { type: 'json' }
import october from '../fixtures/load-curve-october-dst.json' with { type: 'json' }
import repeats from '../fixtures/load-curve-repeats.json' with { type: 'json' }
import half from '../fixtures/load-curve.json' with { type: 'json' }

import { parseLoadCurve } from './load-curve.js'

interface Row {
  value?: unknown
  date?: unknown
  interval_length?: unknown
}
const curve = (...rows: Row[]) => parseLoadCurve({ meter_reading: { interval_reading: rows } })
const row = (date: string, value: unknown = '100', interval_length: unknown = 'PT30M') => ({
  date,
  value,
  interval_length,
})
const starts = (readings: readonly CurveReading[]) => readings.map(({ startAt }) => formatInstant(startAt))

/** What the gateway does to the ends that Enedis sends: written as a wall clock, moved back as if no clock ever changed. */
function labelOf(startAt: number, minutes: number): string {
  const end = wallClockOf(startAt + minutes * 60_000)
  const naive = Date.parse(`${end.day}T00:00:00Z`) + (end.hour * 60 + end.minute - minutes) * 60_000
  return new Date(naive).toISOString().slice(0, 19).replace('T', ' ')
}

describe('a plain day', () => {
  it.each([
    ['30 minutes', half, 48, 30],
    ['15 minutes', quarter, 96, 15],
    ['60 minutes', hour, 24, 60],
  ])('by %s becomes its readings, from midnight', (_, { data }, count, minutes) => {
    const { readings, rejected } = parseLoadCurve(data)
    expect(rejected).toEqual([])
    expect(readings).toHaveLength(count)
    expect(readings.every((reading) => reading.minutes === minutes)).toBe(true)
    const [first] = data.meter_reading.interval_reading
    expect(readings[0]).toEqual({
      startAt: parseInstant(`${first?.date.replace(' ', 'T')}+01:00`),
      minutes,
      powerW: Number(first?.value),
    })
  })

  it('may mix lengths', () => {
    const { readings } = curve(
      row('2026-11-20 10:00:00', '120', 'PT1H'),
      row('2026-11-20 11:00:00', '60', 'PT5M'),
      row('2026-11-20 11:05:00', '30', 'PT10M'),
    )
    expect(readings.map(({ minutes, powerW }) => [minutes, powerW])).toEqual([
      [60, 120],
      [5, 60],
      [10, 30],
    ])
  })

  it('may come in disorder, with T, without seconds, with numbers', () => {
    const { readings } = curve(
      row('2026-11-20T01:00:00', 250.4),
      row('2026-11-20 00:30', '14.6'),
      row('2026-11-19 23:30:00', 0),
    )
    expect(starts(readings)).toEqual([
      '2026-11-19T23:30:00+01:00',
      '2026-11-20T00:30:00+01:00',
      '2026-11-20T01:00:00+01:00',
    ])
    expect(readings.map(({ powerW }) => powerW)).toEqual([0, 15, 250])
  })

  it('gives repeats once', () => {
    const { readings, rejected } = parseLoadCurve(repeats.data)
    expect(repeats.data.meter_reading.interval_reading.length).toBeGreaterThan(readings.length)
    expect(new Set(readings.map(({ startAt }) => startAt)).size).toBe(readings.length)
    expect(rejected).toEqual([])
  })

  it('keeps the last of two values and says so', () => {
    const { readings, rejected } = curve(row('2026-11-20 10:00:00', '1'), row('2026-11-20 10:00:00', '2'))
    expect(readings.map(({ powerW }) => powerW)).toEqual([2])
    expect(rejected).toEqual([
      {
        label: '2026-11-20 10:00:00',
        cause: 'This reading has two values, 1 W over 30 min and 2 W over 30 min: the last one is kept.',
      },
    ])
  })
})

describe('a faulty reading', () => {
  it.each([
    ['no date', { value: '1', interval_length: 'PT30M' }, '#1', 'has no date'],
    ['not a date', row('hier'), 'hier', 'is not a date and time'],
    ['an offset', row('2026-11-20T00:30:00+01:00'), '2026-11-20T00:30:00+01:00', 'is not a date and time'],
    ['a day that is none', row('2026-13-45 00:30:00'), '2026-13-45 00:30:00', 'is not a date and time'],
    ['30 February', row('2026-02-30 00:30:00'), '2026-02-30 00:30:00', 'is not a date and time'],
    ['hour 24', row('2026-11-20 24:00:00'), '2026-11-20 24:00:00', 'is not a date and time'],
    ['no length', row('2026-11-20 10:00:00', '1', null), '2026-11-20 10:00:00', 'illegible length, null'],
    ['a day’s length', row('2026-11-20 10:00:00', '1', 'PT1D'), '2026-11-20 10:00:00', 'illegible length'],
    ['a strange length', row('2026-11-20 10:00:00', '1', 'PT7M'), '2026-11-20 10:00:00', 'illegible length'],
    ['a word', row('2026-11-20 10:00:00', 'beaucoup'), '2026-11-20 10:00:00', 'illegible value, "beaucoup"'],
    ['half a number', row('2026-11-20 10:00:00', '12x'), '2026-11-20 10:00:00', 'illegible value'],
    ['less than nothing', row('2026-11-20 10:00:00', '-3'), '2026-11-20 10:00:00', 'negative value, -3'],
  ])('with %s is set aside, its neighbours stay', (_, bad, label, cause) => {
    const { readings, rejected } = curve(row('2026-11-20 09:00:00'), bad, row('2026-11-20 11:00:00'))
    expect(readings).toHaveLength(2)
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.label).toBe(label)
    expect(rejected[0]?.cause).toContain(cause)
  })

  it('without a value is absent, never zero', () => {
    expect(curve(row('2026-11-20 10:00:00', null), { date: '2026-11-20 10:30:00' })).toEqual({
      readings: [],
      rejected: [],
    })
  })
})

it.each([null, {}, { meter_reading: {} }, { meter_reading: { interval_reading: 'none' } }])(
  'an answer without a list of readings is malformed: %j',
  (data) => {
    expect(() => parseLoadCurve(data)).toThrow('no list of readings')
  },
)

describe('the day of 25 hours', () => {
  it.each([
    ['single call', october],
    ['batch', octoberBatch],
  ])('is read whole from a %s', (_, { data }) => {
    const { readings, rejected } = parseLoadCurve(data)
    expect(rejected).toEqual([])
    expect(starts(readings).slice(2, 8)).toEqual([
      '2026-10-25T01:00:00+02:00',
      '2026-10-25T01:30:00+02:00',
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T02:30:00+01:00',
    ])
    expect(readings).toHaveLength(50)
  })

  it('gives the same readings by both ways', () => {
    expect(parseLoadCurve(octoberBatch.data).readings).toEqual(parseLoadCurve(october.data).readings)
  })

  it('sets aside rows of the repeated hour that came three times: they cannot be told apart', () => {
    const { readings, rejected } = curve(
      row('2026-10-25 01:00:00', '1'),
      row('2026-10-25 01:30:00', '2'),
      row('2026-10-25 01:30:00', '3'),
      row('2026-10-25 01:30:00', '2'),
      row('2026-10-25 03:00:00', '4'),
    )
    expect(readings.map(({ powerW }) => powerW)).toEqual([1, 4])
    expect(rejected.map(({ label }) => label)).toEqual(Array(3).fill('2026-10-25 01:30:00'))
    expect(rejected[0]?.cause).toContain('cannot be told apart')
  })
})

describe('the day of 23 hours', () => {
  it('has 46 half-hours, none of them in the hour that is skipped', () => {
    const { readings, rejected } = parseLoadCurve(march.data)
    expect(rejected).toEqual([])
    expect(readings).toHaveLength(46)
    expect(starts(readings).slice(2, 6)).toEqual([
      '2026-03-29T01:00:00+01:00',
      '2026-03-29T01:30:00+01:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:30:00+02:00',
    ])
  })

  it('refuses an end that no clock shows', () => {
    expect(curve(row('2026-03-29 01:30:00')).rejected[0]?.cause).toContain('no clock in Paris shows')
  })
})

describe('any curve', () => {
  const anyDay = fc.constantFrom('2026-03-29', '2026-10-25', '2025-10-26', '2026-07-14').map(toDay)
  const anyLength = fc.constantFrom(5, 10, 15, 30, 60)
  const anyPowers = fc.array(fc.integer({ min: 0, max: 36_000 }), { minLength: 300, maxLength: 300 })
  const made = (day: ReturnType<typeof toDay>, minutes: number, powers: number[]) =>
    Array.from({ length: minutesOf(day) / minutes }, (_, index): CurveReading => ({
      startAt: startOf(day) + index * minutes * 60_000,
      minutes,
      powerW: powers[index % powers.length] ?? 0,
    }))
  const rowsOf = (readings: readonly CurveReading[]) =>
    readings.map(({ startAt, minutes, powerW }) =>
      row(labelOf(startAt, minutes), String(powerW), `PT${minutes}M`),
    )
  const byLabel = (a: { date: string }, b: { date: string }) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0

  it('comes back from its labels, in the order of a single call and of a batch', () => {
    fc.assert(
      fc.property(anyDay, anyLength, anyPowers, (day, minutes, powers) => {
        const readings = made(day, minutes, powers)
        const rows = rowsOf(readings)
        expect(curve(...rows)).toEqual({ readings, rejected: [] })
        expect(curve(...rows.toSorted(byLabel))).toEqual({ readings, rejected: [] })
      }),
      { numRuns: 60 },
    )
  })

  it('loses nothing to repeats of a day without change', () => {
    fc.assert(
      fc.property(anyLength, anyPowers, fc.nat(20), (minutes, powers, repeated) => {
        const readings = made(toDay('2026-07-14'), minutes, powers)
        const rows = rowsOf(readings)
        expect(curve(...rows, ...rows.slice(0, repeated))).toEqual({ readings, rejected: [] })
      }),
      { numRuns: 30 },
    )
  })
})

it('reads two years of half-hours in less than 150 ms', () => {
  const start = startOf(toDay('2024-11-23'))
  const rows = Array.from({ length: 35_040 }, (_, index) =>
    row(labelOf(start + index * 1_800_000, 30), String(index % 9000)),
  )
  const answer = { meter_reading: { interval_reading: rows } }
  const { readings } = parseLoadCurve(answer)
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now()
    parseLoadCurve(answer)
    return performance.now() - before
  })
  expect(Math.min(...times)).toBeLessThan(150)
  expect(readings).toHaveLength(35_040)
})
