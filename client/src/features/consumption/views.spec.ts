import { describe, expect, it } from 'vitest'
import type { Words } from '../../charts/words'
import type { StepFieldsFragment } from '../../graphql/generated/graphql'
import { barsView } from './bars'
import { trend } from './baseLoad'
import { calendarStart, newestWeeks, repairable } from './calendarDays'
import { yearLines } from './cumulative'
import { aligned, hourTicks } from './dayView'
import { exceeded, PERCENTILES } from './duration'
import { peaksByDay, subscribedVa } from './peaks'
import { isMissing } from './periodFigures'
import { periodTable } from './periodTable'
import { slotsOf } from './curve'

const words = {
  t: (key: string) => key,
  format: {
    day: (day: string) => day,
    kwh: (wh: number) => `${wh} Wh`,
    watts: (watts: number) => `${watts} W`,
    kva: (va: number) => `${va} VA`,
    time: (instant: string) => instant.slice(11, 16),
    number: String,
  } as unknown as Words['format'],
} satisfies Words

function aStep(from: string, energyWh: number | null, expected = 1): StepFieldsFragment {
  const known = energyWh === null ? 0 : expected
  const coverage = { known, expected, ratio: expected === 0 ? null : known / expected }
  return { from, to: from, energyWh, flags: [], origin: 'GATEWAY', coverage }
}

function aDay(date: string, offset: string, watts: (number | null)[]) {
  const coverage = { known: watts.length, expected: watts.length, missing: [] }
  return { date, start: `${date}T00:00:00${offset}`, stepMinutes: 30, watts, energyWh: 0, coverage }
}

describe('bars', () => {
  it('hatch a day that is missing, not one before the meter', () => {
    expect(isMissing(aStep('2026-03-01', null))).toBe(true)
    expect(isMissing(aStep('2026-03-01', null, 0))).toBe(false)
    expect(isMissing(aStep('2026-03-01', 0))).toBe(false)
  })

  it('tell a hole as missing, in the tooltip and in the table', () => {
    const points = [aStep('2026-03-01', 12_000), aStep('2026-03-02', null)]
    const view = barsView(
      { points, splits: [], compared: null, comparedName: '', name: 'n', step: 'day', color: 'ink' },
      words,
    )
    expect(view.tip(1).rows[0]?.value).toBe('charts.missing')
    expect(view.table.rows.map(({ raw }) => raw.slice(0, 2))).toEqual([
      ['2026-03-01', 12],
      ['2026-03-02', null],
    ])
    expect(view.legend.map(({ key }) => key)).toEqual(['main', 'gap'])
  })
})

describe('the curve of a day', () => {
  const spring = slotsOf(
    aDay(
      '2026-03-29',
      '+01:00',
      Array.from({ length: 46 }, () => 1),
    ),
    () => 'total',
  )
  const autumn = slotsOf(
    aDay(
      '2026-10-25',
      '+02:00',
      Array.from({ length: 50 }, () => 1),
    ),
    () => 'total',
  )
  const plain = slotsOf(aDay('2026-03-22', '+01:00', [...Array(48).keys()]), () => 'total')

  it('lays another day on its own wall clock, 46 and 50 half-hours included', () => {
    const short = aligned(spring, plain)
    expect(short).toHaveLength(46)
    expect(short.slice(3, 6)).toEqual([3, 6, 7])
    const long = aligned(autumn, plain)
    expect(long).toHaveLength(50)
    expect(long.slice(4, 8)).toEqual([4, 5, 4, 5])
  })

  it('marks hours where they are, and closes at 24 h', () => {
    const at = (slots: typeof plain) =>
      hourTicks(slots, [0, slots.length], 5, (minutes) => `${minutes / 60}`).map(({ value, label }) => [
        value,
        label,
      ])
    expect(at(spring)).toEqual([
      [0, '0'],
      [10, '6'],
      [22, '12'],
      [34, '18'],
      [46, '24'],
    ])
    expect(at(autumn)[1]).toEqual([14, '6'])
  })
})

describe('the running total of a year', () => {
  it('breaks at a missing day and goes on with what is known', () => {
    const [line] = yearLines([
      aStep('2025-12-31', null, 0),
      aStep('2026-01-01', 1000),
      aStep('2026-01-02', null),
      aStep('2026-01-03', 500),
    ])
    expect(line).toEqual({ year: '2026', sums: [1, null, 1.5], totalKwh: 1.5, missing: 1 })
  })

  it('keeps the dates of all years at one place', () => {
    const [year] = yearLines([aStep('2025-02-28', 1000), aStep('2025-03-01', 1000)])
    expect(year?.sums[58]).toBe(1)
    expect(year?.sums[59]).toBeUndefined()
    expect(year?.sums[60]).toBe(2)
  })
})

describe('the other drawings', () => {
  it('puts the highest power at the left of the duration curve', () => {
    const points = exceeded(PERCENTILES.map((p) => p * 10))
    expect(points[0]).toEqual({ share: 0, watts: 1000, percentile: 100 })
    expect(points.at(-1)).toEqual({ share: 99, watts: 10, percentile: 1 })
    expect(points.find(({ percentile }) => percentile === 95)?.share).toBe(5)
  })

  it('keeps a place for a day without a peak, and finds the subscribed power', () => {
    const peak = { date: '2026-03-02', at: '2026-03-02T19:00:00+01:00', powerVa: 4500, subscribedRatio: 0.5 }
    expect(peaksByDay([peak], { from: '2026-03-01', to: '2026-03-03' })).toEqual([
      { date: '2026-03-01', peak: null },
      { date: '2026-03-02', peak },
    ])
    expect(subscribedVa(peak)).toBe(9000)
    expect(subscribedVa({ ...peak, subscribedRatio: null })).toBeNull()
  })

  it('draws a trend over three known weeks at least', () => {
    expect(trend([100, null, 120])).toBeNull()
    expect(trend([100, null, 120, 130])).toEqual({ start: 100, slope: 10 })
  })

  it('begins the calendar on a Monday and asks again only what is not held', () => {
    expect(calendarStart('2026-03-12')).toBe('2025-03-03')
    expect(newestWeeks([...Array(10).keys()], 1)).toEqual([7, 8, 9])
    expect((['HELD', 'PARTIAL', 'ABSENT', 'WANTED', 'OUTSIDE'] as const).map(repairable)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
  })

  it('tables the mean power of known days and the peak of the step', () => {
    const point = { ...aStep('2026-03-01', 48_000, 2), to: '2026-03-03' }
    const peak = { date: '2026-03-02', at: '2026-03-02T19:00:00+01:00', powerVa: 4500, subscribedRatio: 0.5 }
    expect(periodTable([point], 'week', [peak], words).rows[0]?.raw).toEqual([
      '2026-03-01',
      48,
      1000,
      4.5,
      '2026-03-02T19:00:00+01:00',
      '2/2',
      'consumption.origins.GATEWAY',
    ])
  })
})
