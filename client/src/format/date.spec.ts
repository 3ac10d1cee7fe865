import { describe, expect, it } from 'vitest'
import { capitalised, formatDay, formatDuration, formatLocalTime, formatTime, nearness } from './date'

describe('dates', () => {
  it('writes days in words', () => {
    expect(formatDay('2026-03-11', 'fr')).toBe('mercredi 11 mars')
    expect(formatDay('2026-03-11', 'fr', 'short')).toBe('mer. 11 mars')
    expect(formatDay('2026-02-11', 'fr', 'date')).toBe('11 févr. 2026')
    expect(formatDay('2026-02-01', 'fr', 'month')).toBe('févr. 2026')
    expect(formatDay('2026-03-11', 'en')).toBe('Wednesday 11 March')
  })

  it('writes the first of a month as French does', () => {
    expect(formatDay('2026-02-01', 'fr', 'day')).toBe('1er févr.')
    expect(formatDay('2026-02-11', 'fr', 'day')).toBe('11 févr.')
    expect(formatDay('2026-02-01', 'en', 'day')).toBe('1 Feb')
  })

  it('writes hours on the clock of Paris', () => {
    expect(formatTime('2026-03-12T06:42:00Z', 'fr')).toBe('7\u00a0h\u00a042')
    expect(formatTime('2026-07-12T06:00:00Z', 'fr')).toBe('8\u00a0h')
    expect(formatTime('2026-03-12T06:42:00Z', 'en')).toBe('07:42')
    expect(formatLocalTime('24:00', 'fr')).toBe('24\u00a0h')
    expect(formatLocalTime('06:02', 'fr')).toBe('6\u00a0h\u00a002')
  })

  it('writes durations', () => {
    expect(formatDuration(4.2, 'fr')).toBe('4\u00a0s')
    expect(formatDuration(179, 'fr')).toBe('3\u00a0min')
    expect(formatDuration(5400, 'fr')).toBe('1\u00a0h\u00a030')
    expect(formatDuration(7200, 'fr')).toBe('2\u00a0h')
    expect(formatDuration(5400, 'en')).toBe('1\u00a0h\u00a030\u00a0min')
    expect(formatDuration(3599, 'fr')).toBe('1\u00a0h')
  })

  it('says how near a day is', () => {
    expect(nearness('2026-03-01', '2026-03-01')).toBe('today')
    expect(nearness('2026-02-28', '2026-03-01')).toBe('yesterday')
    expect(nearness('2026-03-02', '2026-03-01')).toBe('tomorrow')
    expect(nearness('2025-03-01', '2026-03-01')).toBe('other')
  })

  it('capitalises a title', () => {
    expect(capitalised('jeudi 12 mars')).toBe('Jeudi 12 mars')
  })
})
