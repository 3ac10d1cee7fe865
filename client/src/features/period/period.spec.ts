import { describe, expect, it } from 'vitest'
import { extended, monthWeeks } from './month'
import { asked, curveRange, neighbour, roughDays, stepFor } from './period'

describe('the period of an address', () => {
  it('takes its defaults where the address says nothing, or nonsense', () => {
    const nothing = { preset: 'calendar', range: null, compared: 'year', step: null, day: null }
    expect(asked({})).toEqual(nothing)
    expect(
      asked({ period: 'century', compare: 'x', step: 'hour', day: 'today', from: '2026-03-01' }),
    ).toEqual(nothing)
    expect(asked({ from: '2026-03-05', to: '2026-03-05' }).range).toBeNull()
  })

  it('lets own dates win over a preset', () => {
    expect(
      asked({ period: 'week', from: '2026-01-05', to: '2026-02-01', compare: 'none', step: 'week' }),
    ).toEqual({
      preset: null,
      range: { from: '2026-01-05', to: '2026-02-01' },
      compared: 'none',
      step: 'week',
      day: null,
    })
  })

  it('chooses the finest step that can be told apart', () => {
    expect(stepFor(70, false)).toBe('day')
    expect(stepFor(365, false)).toBe('day')
    expect(stepFor(365, true)).toBe('month')
    expect(stepFor(70, true)).toBe('week')
    expect(stepFor(1096, false)).toBe('month')
    expect(stepFor(3000, false)).toBe('year')
  })

  it('knows about how long a preset is', () => {
    expect(roughDays(asked({}), '2026-03-12')).toBe(70)
    expect(roughDays(asked({ period: 'week' }), '2026-03-12')).toBe(7)
    expect(roughDays(asked({ from: '2026-03-01', to: '2026-04-01' }), '2026-05-12')).toBe(31)
  })

  it('moves by its own length and never beyond yesterday', () => {
    const range = { from: '2026-03-01', to: '2026-03-08' }
    expect(neighbour(range, -1, '2026-03-12')).toEqual({ from: '2026-02-22', to: '2026-03-01' })
    expect(neighbour(range, 1, '2026-03-12')).toEqual({ from: '2026-03-08', to: '2026-03-12' })
    expect(neighbour({ from: '2026-03-05', to: '2026-03-12' }, 1, '2026-03-12')).toBeNull()
  })

  it('asks no more half-hours than the server gives at once', () => {
    expect(curveRange({ from: '2020-01-01', to: '2026-03-12' })).toEqual({
      from: '2024-01-02',
      to: '2026-03-12',
    })
    expect(curveRange({ from: '2026-01-01', to: '2026-03-12' }).from).toBe('2026-01-01')
  })
})

describe('a range picked day by day', () => {
  it('begins, ends in either order, then begins again', () => {
    const begun = extended({ from: '2026-01-01', last: '2026-01-05' }, '2026-03-10')
    expect(begun).toEqual({ from: '2026-03-10', last: null })
    expect(extended(begun, '2026-03-04')).toEqual({ from: '2026-03-04', last: '2026-03-10' })
    expect(extended(begun, '2026-03-10')).toEqual({ from: '2026-03-10', last: '2026-03-10' })
  })

  it('lays months out by weeks, Monday first', () => {
    const weeks = monthWeeks('2026-03-17')
    expect(weeks).toHaveLength(6)
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-03-01'])
    expect(weeks[5]?.slice(0, 3)).toEqual(['2026-03-30', '2026-03-31', null])
  })
})
