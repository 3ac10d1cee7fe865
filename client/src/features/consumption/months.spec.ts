import { describe, expect, it } from 'vitest'
import type { PointFieldsFragment } from '../../graphql/generated/graphql'
import { highestMonth, monthBars, monthsRange } from './months'

function aMonth(from: string, energyWh: number | null, known: number, expected: number): PointFieldsFragment {
  const ratio = expected > 0 ? known / expected : null
  return {
    from,
    to: from,
    energyWh,
    flags: [],
    origin: null,
    coverage: { known, expected, ratio, missing: [] },
  }
}

describe('months', () => {
  it('takes 36 months, up to yesterday', () => {
    expect(monthsRange('2026-03-12')).toEqual({ from: '2023-04-01', to: '2026-03-12' })
  })

  it('starts with the meter, marks holes and the month under way', () => {
    const bars = monthBars(
      [
        aMonth('2025-12-01', null, 0, 0),
        aMonth('2026-01-01', null, 0, 31),
        aMonth('2026-02-01', 400_000, 20, 28),
        aMonth('2026-03-01', 150_000, 11, 11),
      ],
      '2026-03-12',
    )
    expect(bars.map(({ month, partial, running }) => [month, partial, running])).toEqual([
      ['2026-01-01', true, false],
      ['2026-02-01', true, false],
      ['2026-03-01', false, true],
    ])
    expect(highestMonth(bars)?.month).toBe('2026-03-01')
  })

  it('draws nothing before the first reading', () => {
    expect(monthBars([aMonth('2026-03-01', null, 0, 0)], '2026-03-12')).toEqual([])
    expect(highestMonth([])).toBeNull()
  })
})
