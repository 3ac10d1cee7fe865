import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { compareRows, hourText, importCommand, sumRows, writingOrder } from './statistic-rows.js'
import type { StatisticSeries } from './statistic-series.js'

const HOUR = 60 * 60_000
const SERIES: StatisticSeries = {
  id: 'myelectricaldata:01226049119901_consumption',
  name: 'Linky',
  pdl: '01226049119901',
  direction: 'CONSUMPTION',
  counted: { quantity: 'ENERGY', bucket: null },
  unit: 'kWh',
}
const hours = (...energies: number[]) => energies.map((amount, at) => ({ startAt: at * HOUR, amount }))
const stored = (...sums: [number, number][]) =>
  sums.map(([at, sum]) => ({ startAt: at * HOUR, endAt: (at + 1) * HOUR, sum }))

describe('the rows of a statistic', () => {
  it('go on from the sum before them', () => {
    expect(sumRows(hours(500, 250), [], 1000).map(({ sum }) => sum)).toEqual([1500, 1750])
  })

  it('differ from the first hour that is not there as it should', () => {
    const before = { ours: 0, theirs: 0 }
    expect(compareRows(hours(1, 2, 3), stored([0, 1], [1, 3], [2, 6]), before)).toMatchObject({
      first: null,
      rows: 0,
    })
    expect(compareRows(hours(1, 2, 3), stored([0, 1], [1, 4], [2, 6]), before)).toMatchObject({
      first: HOUR,
      rows: 2,
    })
    expect(compareRows(hours(1, 2, 3), stored([0, 1]), before)).toMatchObject({
      first: HOUR,
      rows: 2,
      endSum: 6,
      storedEndSum: 1,
    })
  })

  it('make an hour that we no longer have add nothing', () => {
    const ours = [{ startAt: 5 * HOUR, amount: 9000 }]
    const compared = compareRows(ours, stored([0, 9000]), { ours: 0, theirs: 0 })
    expect(compared).toMatchObject({ first: 0, stale: [0] })
    expect(sumRows(ours, compared.stale, 0)).toEqual([
      { startAt: 0, amount: 0, sum: 0 },
      { startAt: 5 * HOUR, amount: 9000, sum: 9000 },
    ])
  })

  it('leave in kWh or Wh, with an offset, and the keys of the age of Home Assistant', () => {
    expect(importCommand(SERIES, sumRows(hours(500), [], 250), 'mean_type')).toEqual({
      metadata: {
        mean_type: 0,
        unit_class: 'energy',
        has_sum: true,
        name: 'Linky',
        source: 'myelectricaldata',
        statistic_id: SERIES.id,
        unit_of_measurement: 'kWh',
      },
      stats: [{ start: '1970-01-01T00:00:00+00:00', state: 0.5, sum: 0.75 }],
    })
    const linky = importCommand(
      { ...SERIES, id: 'linky:1', unit: 'Wh' },
      sumRows(hours(500), [], 250),
      'has_mean',
    )
    expect(linky.metadata).toMatchObject({ has_mean: false, source: 'linky', unit_of_measurement: 'Wh' })
    expect(linky.metadata).not.toHaveProperty('mean_type')
    expect(linky.stats).toEqual([{ start: hourText(0), state: 500, sum: 750 }])
  })
})

describe('the order of writing', () => {
  it('is that of time while nothing stored follows', () => {
    expect(writingOrder([0, 0, 0])).toEqual([0, 1, 2])
  })

  it('never lets an hour take energy back, wherever it is cut', () => {
    const energies = fc.array(fc.nat(5), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(fc.tuple(energies, energies), { minLength: 1, maxLength: 6 }), (pieces) => {
        const sums = (which: 0 | 1) => sumRows(hours(...pieces.flatMap((piece) => piece[which])), [], 0)
        const [ours, theirs] = [sums(0).map(({ sum }) => sum), sums(1).map(({ sum }) => sum)]
        const growth = pieces.map((_, piece) => (ours[piece * 4 + 3] ?? 0) - (theirs[piece * 4 + 3] ?? 0))
        for (const piece of writingOrder(growth)) {
          for (let at = piece * 4; at < piece * 4 + 4; at++) theirs[at] = ours[at] ?? 0
          theirs.forEach((sum, at) => {
            expect(sum).toBeGreaterThanOrEqual(theirs[at - 1] ?? 0)
          })
        }
        expect(theirs).toEqual(ours)
      }),
    )
  })
})
