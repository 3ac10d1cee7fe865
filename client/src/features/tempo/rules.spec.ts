import { describe, expect, it } from 'vitest'
import { certainColor, easter, isHoliday, redAllowed, whiteAllowed, type Count } from './rules'

it.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
])('finds Easter of %s', (year, day) => {
  expect(easter(year)).toBe(day)
})

it('knows the days that may be red: working days from November to March', () => {
  expect(redAllowed('2026-03-13')).toBe(true)
  expect(redAllowed('2026-03-14')).toBe(false)
  expect(redAllowed('2026-04-01')).toBe(false)
  expect(redAllowed('2025-11-11')).toBe(false)
  expect(redAllowed('2025-10-31')).toBe(false)
  expect(isHoliday('2026-04-06')).toBe(true)
})

it('keeps Sundays from being white', () => {
  expect(whiteAllowed('2026-03-14')).toBe(true)
  expect(whiteAllowed('2026-03-15')).toBe(false)
})

describe('certainColor', () => {
  /** On 12 March: 193 days known, 172 to come, 13 of them working days until 31 March. */
  const counts = (red: number, white: number, blue = 193 - red - white): Count[] => [
    { color: 'BLUE', used: blue, left: 300 - blue, quota: 300, eligible: 172 },
    { color: 'WHITE', used: white, left: 43 - white, quota: 43, eligible: 147 },
    { color: 'RED', used: red, left: 22 - red, quota: 22, eligible: 13 },
  ]

  it('says red only when the days left are as many as the days that may be red', () => {
    expect(certainColor('2026-03-13', counts(9, 35))).toBe('RED')
    expect(certainColor('2026-03-13', counts(10, 35))).toBeNull()
  })

  it('says blue on a Sunday, and once white and red are spent', () => {
    expect(certainColor('2026-03-15', counts(10, 35))).toBe('BLUE')
    expect(certainColor('2026-03-14', counts(10, 35))).toBeNull()
    expect(certainColor('2026-03-13', counts(22, 43))).toBe('BLUE')
  })

  it('counts nothing when a day of the past is unknown', () => {
    expect(certainColor('2026-03-13', counts(9, 35, 100))).toBeNull()
  })
})
