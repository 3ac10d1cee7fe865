import { describe, expect, it } from 'vitest'
import { column } from './chart'
import { csvOf, fileName } from './csv'
import { stepped } from './pointer'
import { ends, shadeOf } from './ramp'
import { mirrored, roundScale, spaced, upright } from './scale'
import { stairs } from './shapes'
import { nextOrder, sorted } from './sorted'

describe('scales', () => {
  it('round up in four steps at most', () => {
    expect(roundScale(72.5)).toEqual({ top: 80, step: 20 })
    expect(roundScale(5.8)).toEqual({ top: 6, step: 2 })
    expect(roundScale(9)).toEqual({ top: 10, step: 2.5 })
    expect(roundScale(80)).toEqual({ top: 80, step: 20 })
    expect(roundScale(0)).toEqual({ top: 1, step: 1 })
  })

  it('carry the unit on the top label only', () => {
    const { ticks } = upright(72, 'kWh', String)
    expect(ticks(0, 80, 8).map(({ label }) => label)).toEqual(['0', '20', '40', '60', '80\u00a0kWh'])
  })

  it('share one step on both sides of zero, and write heights without a sign', () => {
    const axis = mirrored(62, 31, 'kWh', String)
    expect([axis.min, axis.max]).toEqual([-40, 80])
    expect(axis.ticks(0, 1, 8).map(({ label }) => label)).toEqual([
      '40',
      '20',
      '0',
      '20',
      '40',
      '60',
      '80\u00a0kWh',
    ])
    expect(mirrored(5, 0, 'kWh', String).min).toBe(0)
  })

  it('label as many columns as there is room for', () => {
    expect(spaced(0, 70, 7, 70, String).map(({ value }) => value)).toEqual([
      0.5, 10.5, 20.5, 30.5, 40.5, 50.5, 60.5,
    ])
    expect(spaced(10, 13, 7, 70, String).map(({ label }) => label)).toEqual(['10', '11', '12'])
  })
})

describe('step lines', () => {
  it('hold each mean over its column, close at the end and break at gaps', () => {
    expect(stairs([5, 7])).toEqual([
      [0, 5],
      [1, 5],
      [1, 7],
      [2, 7],
    ])
    expect(stairs([5, null, 7])).toEqual([
      [0, 5],
      [1, 5],
      [1, null],
      [2, 7],
      [3, 7],
    ])
  })
})

describe('marks', () => {
  it('are found under a place', () => {
    expect(column(3.7, 10)).toBe(3)
    expect(column(-0.1, 10)).toBeNull()
    expect(column(10, 10)).toBeNull()
  })

  it('are walked by arrows, and the edge holds', () => {
    const week = { horizontal: 7, vertical: 1 }
    expect(stepped('ArrowRight', null, 30, week)).toBe(0)
    expect(stepped('ArrowRight', 3, 30, week)).toBe(10)
    expect(stepped('ArrowDown', 29, 30, week)).toBe(29)
    expect(stepped('End', 3, 30, week)).toBe(29)
    expect(stepped('Tab', 3, 30, week)).toBeNull()
  })

  it('take the shade of their place between the ends', () => {
    expect(ends([4, null, 10])).toEqual({ low: 4, high: 10 })
    expect(ends([null])).toBeNull()
    expect([shadeOf(0, 0, 60), shadeOf(31, 0, 60), shadeOf(60, 0, 60)]).toEqual(['seq-0', 'seq-3', 'seq-5'])
    expect(shadeOf(5, 5, 5)).toBe('seq-0')
  })
})

describe('a table in order', () => {
  const row = (...raw: (string | number | null)[]) => ({ cells: [], raw })
  const rows = [row('b', 2), row('a', null), row('c', 10)]

  it('sorts numbers as numbers, holes last both ways', () => {
    expect(sorted(rows, { column: 1, descending: false }).map(({ raw }) => raw[1])).toEqual([2, 10, null])
    expect(sorted(rows, { column: 1, descending: true }).map(({ raw }) => raw[1])).toEqual([10, 2, null])
    expect(sorted(rows, { column: 0, descending: false }).map(({ raw }) => raw[0])).toEqual(['a', 'b', 'c'])
    expect(sorted(rows, null)).toBe(rows)
  })

  it('goes up, down, then back as it was', () => {
    const up = nextOrder(null, 1)
    const down = nextOrder(up, 1)
    expect([up, down, nextOrder(down, 1)]).toEqual([
      { column: 1, descending: false },
      { column: 1, descending: true },
      null,
    ])
    expect(nextOrder(down, 0)).toEqual({ column: 0, descending: false })
  })
})

describe('a saved table', () => {
  it('opens in a spreadsheet of the language, holes empty', () => {
    const table = {
      columns: ['Jour', 'kWh'],
      rows: [
        { cells: [], raw: ['2026-03-11', 1.5] },
        { cells: [], raw: ['a;"b"', null] },
      ],
    }
    expect(csvOf(table, true)).toBe('\ufeffJour;kWh\r\n2026-03-11;1,5\r\n"a;""b""";\r\n')
    expect(csvOf(table, false)).toContain('2026-03-11;1.5')
  })

  it('has a plain name', () => {
    expect(fileName('Cumul de l’année', 'csv')).toBe('cumul-de-l-annee.csv')
  })
})
