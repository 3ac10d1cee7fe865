import { describe, expect, it } from 'vitest'
import { COLUMNS, knownUntil, seasonOf, seasonRows, seasonsUntil } from './season'

it('begins a season on 1 September', () => {
  expect(seasonOf('2025-08-31')).toBe(2024)
  expect(seasonOf('2025-09-01')).toBe(2025)
  expect(seasonsUntil('2026-03-12', 3)).toEqual([2025, 2024, 2023])
})

describe('seasonRows', () => {
  const rows = seasonRows(2025, {
    colors: new Map([
      ['2026-03-11', 'WHITE'],
      ['2026-03-12', 'BLUE'],
    ]),
    today: '2026-03-12',
    mayBeRed: new Set(['2026-03-10', '2026-03-12', '2026-03-13']),
  })
  const cells = new Map(rows.flatMap(({ cells: all }) => all).map((cell) => [cell.day, cell]))

  it('holds a row per month, September first, and every day once', () => {
    expect(rows).toHaveLength(12)
    expect(rows[0]?.month).toBe('2025-09-01')
    expect(cells.size).toBe(365)
  })

  it('aligns columns on weekdays, and never needs more than it has', () => {
    expect(cells.get('2025-09-01')?.column).toBe(0)
    expect(cells.get('2026-03-01')?.column).toBe(6)
    expect(Math.max(...[...cells.values()].map(({ column }) => column))).toBeLessThan(COLUMNS)
  })

  it('outlines the days that may still be red, and guesses nothing of the past', () => {
    expect(cells.get('2026-03-11')?.kind).toBe('WHITE')
    expect(cells.get('2026-03-12')).toMatchObject({ kind: 'BLUE', today: true })
    expect(cells.get('2026-03-13')?.kind).toBe('possible-red')
    expect(cells.get('2026-03-14')?.kind).toBe('to-come')
    expect(cells.get('2026-04-01')?.kind).toBe('to-come')
    expect(cells.get('2026-03-10')?.kind).toBe('unknown')
  })

  it('counts 366 days in a season with a 29 February', () => {
    const leap = seasonRows(2023, { colors: new Map(), today: '2026-03-12', mayBeRed: new Set() })
    expect(leap.flatMap(({ cells: all }) => all)).toHaveLength(366)
  })
})

it('finds the newest published colour, holes and order aside', () => {
  const days = [
    { date: '2026-03-13', color: null },
    { date: '2026-03-12', color: 'BLUE' as const },
    { date: '2026-03-11', color: 'RED' as const },
  ]
  expect(knownUntil(days)).toBe('2026-03-12')
  expect(knownUntil([])).toBeNull()
})
