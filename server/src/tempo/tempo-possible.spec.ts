import { describe, expect, it } from 'vitest'

import type { Day, TempoColor } from '../core/index.js'
import { addDays, daysOf, toDay } from '../core/index.js'
import { countColors, mayBe, seasonFrom } from './tempo-day.js'
import { eligibleDays, possibleColors } from './tempo-possible.js'

const season = seasonFrom(2025)
const today = toDay('2026-03-12')

/** The season until 12 March with so many red and white days; the rest is blue, but for days that nobody knows. */
function published(red: number, white: number, unknown = 0): Map<Day, TempoColor> {
  const colors = new Map<Day, TempoColor>()
  const days = daysOf({ from: season.from, to: addDays(today, 1) })
  for (const color of ['RED', 'WHITE'] as const) {
    const wanted = color === 'RED' ? red : white
    for (const day of days
      .filter((one) => !colors.has(one) && mayBe(color, one))
      .slice(-wanted || days.length))
      colors.set(day, color)
  }
  for (const day of days.slice(unknown)) if (!colors.has(day)) colors.set(day, 'BLUE')
  return colors
}
const possible = (day: string, colors: Map<Day, TempoColor>) =>
  possibleColors(toDay(day), countColors(season, colors, today))

describe('colours that a day may take', () => {
  it('are red alone when the days left are as many as the days that may be red', () => {
    // Working days from 13 to 31 March: 13.
    expect(possible('2026-03-13', published(9, 35))).toEqual(['RED'])
    expect(possible('2026-03-13', published(10, 35))).toEqual(['BLUE', 'WHITE', 'RED'])
  })

  it('are blue alone on a Sunday, and once white and red are spent', () => {
    expect(possible('2026-03-15', published(10, 35))).toEqual(['BLUE'])
    expect(possible('2026-03-14', published(10, 35))).toEqual(['BLUE', 'WHITE'])
    expect(possible('2026-03-13', published(22, 43))).toEqual(['BLUE'])
    expect(possible('2026-04-01', published(9, 43))).toEqual(['BLUE'])
  })

  it('are not counted down to one while a day of the past is unknown', () => {
    expect(possible('2026-03-13', published(9, 35, 3))).toEqual(['BLUE', 'WHITE', 'RED'])
  })
})

describe('days that may still be red', () => {
  const days = (red: number) => {
    const colors = published(red, 35)
    const count = countColors(season, colors, today).find(({ color }) => color === 'RED')!
    return { days: eligibleDays(season, count, colors, today), count }
  }

  it('are working days until 31 March, as many as the count says', () => {
    const { days: eligible, count } = days(10)
    expect(eligible).toEqual(
      ['13', '16', '17', '18', '19', '20', '23', '24', '25', '26', '27', '30', '31'].map(
        (date) => `2026-03-${date}`,
      ),
    )
    expect(count.eligible).toBe(13)
  })

  it('are none once the 22 are spent', () => {
    expect(days(22).days).toEqual([])
  })

  it('are never more than five in a row', () => {
    const { days: eligible } = days(10)
    const isSixth = (day: Day) => [0, 1, 2, 3, 4, 5].every((step) => eligible.includes(addDays(day, -step)))
    expect(eligible.filter(isSixth)).toEqual([])
  })
})
