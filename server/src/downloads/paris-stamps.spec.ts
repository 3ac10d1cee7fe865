import { expect, it } from 'vitest'

import { addDays, formatInstant, startOf, toDay } from '../core/index.js'
import { ParisStamps } from './paris-stamps.js'

it('says what the clock of Paris says, minute by minute, over both changes of a year', () => {
  const stamps = new ParisStamps()
  for (const change of ['2026-03-29', '2026-10-25', '2026-06-01'].map(toDay)) {
    for (let at = startOf(addDays(change, -1)); at < startOf(addDays(change, 2)); at += 5 * 60_000 + 1_000)
      expect(stamps.text(at)).toBe(formatInstant(at))
  }
})

it('gives spreadsheets the wall clock, not the instant', () => {
  const stamps = new ParisStamps()
  const at = Date.parse('2026-10-25T02:30:00+01:00')
  expect(new Date(stamps.wall(at)).toISOString()).toBe('2026-10-25T02:30:00.000Z')
  expect(new Date(stamps.wall(at - 3_600_000)).toISOString()).toBe('2026-10-25T02:30:00.000Z')
})
