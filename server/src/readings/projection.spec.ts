import { describe, expect, it } from 'vitest'

import type { Day } from '../core/index.js'
import { toDay } from '../core/index.js'
import { daysBehind, landingOf } from './projection.js'

const november = { from: toDay('2026-11-01'), to: toDay('2026-12-01') }
const today = toDay('2026-11-24')
const since = (from: string, energyWh: (day: Day) => number) => (day: Day) =>
  day >= from && day < today ? energyWh(day) : undefined

describe('the landing of a month', () => {
  it('is what is known and, for the rest, days like the last four weeks', () => {
    expect(
      landingOf(
        november,
        today,
        since('2026-10-01', () => 10_000),
      ),
    ).toEqual({ energyWh: 300_000, lowWh: 300_000, highWh: 300_000 })
  })

  it('tells week-ends from weekdays', () => {
    const weekend = (day: Day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
    const landing = landingOf(
      november,
      today,
      since('2026-10-01', (day) => (weekend(day) ? 20_000 : 10_000)),
    )
    expect(landing?.energyWh).toBe(9 * 20_000 + 21 * 10_000)
    expect(landing?.lowWh).toBeLessThan(landing?.energyWh ?? 0)
  })

  it('follows the season of last year, within a half and two', () => {
    const year = { from: toDay('2026-01-01'), to: toDay('2027-01-01') }
    const warmer = (day: Day) => (day.slice(5, 7) === '12' ? 15_000 : 10_000)
    expect(landingOf(year, today, since('2025-01-01', warmer))?.energyWh).toBe(334 * 10_000 + 31 * 15_000)
    const wild = (day: Day) => (day.slice(5, 7) === '12' ? 90_000 : 10_000)
    expect(landingOf(year, today, since('2025-01-01', wild))?.energyWh).toBe(334 * 10_000 + 31 * 20_000)
  })

  it('is not said from less than a week', () => {
    expect(
      landingOf(
        november,
        today,
        since('2026-11-20', () => 1),
      ),
    ).toBeNull()
  })
})

it('looks back a year and four weeks', () => {
  expect(daysBehind(november, today)).toEqual({ from: '2025-10-04', to: '2026-11-24' })
})
