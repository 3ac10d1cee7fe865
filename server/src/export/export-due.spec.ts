import { describe, expect, it } from 'vitest'

import { parseInstant } from '../core/index.js'
import type { Schedule } from './export-due.js'
import { isCron, nextRunAt } from './export-due.js'

const at = parseInstant
const NOW = at('2026-11-24T08:00:00+01:00')
const HOUR = 60 * 60_000
const schedule = (changes: Partial<Schedule> = {}): Schedule => ({
  enabled: true,
  onChange: false,
  everyMs: null,
  cron: null,
  failures: 0,
  retryAt: null,
  lastTriedAt: null,
  createdAt: at('2026-11-01T00:00:00+01:00'),
  priceTurnAt: null,
  ...changes,
})

describe('the next run', () => {
  it('is none while the target is off, or refused', () => {
    expect(nextRunAt(schedule({ enabled: false, everyMs: HOUR }), true, NOW)).toBeNull()
    expect(nextRunAt(schedule({ onChange: true, failures: 1 }), true, NOW)).toBeNull()
  })

  it('is now when something changed, and none when nothing did', () => {
    expect(nextRunAt(schedule({ onChange: true }), true, NOW)).toBe(NOW)
    expect(nextRunAt(schedule({ onChange: true }), false, NOW)).toBeNull()
    expect(nextRunAt(schedule(), true, NOW)).toBeNull()
  })

  it('comes when the price that is told changes, for what follows changes', () => {
    const [lastTriedAt, priceTurnAt] = [NOW - HOUR, at('2026-11-24T22:00:00+01:00')]
    expect(nextRunAt(schedule({ onChange: true, lastTriedAt, priceTurnAt }), false, NOW)).toBe(priceTurnAt)
    expect(nextRunAt(schedule({ lastTriedAt, priceTurnAt }), false, NOW)).toBeNull()
  })

  it('comes after midnight for what follows changes: today and tomorrow have moved', () => {
    const sent = (lastTried: string) =>
      nextRunAt(schedule({ onChange: true, lastTriedAt: at(lastTried) }), false, NOW)
    expect(sent('2026-11-24T07:00:00+01:00')).toBe(at('2026-11-25T00:02:00+01:00'))
    expect(sent('2026-10-24T23:50:00+02:00')).toBe(at('2026-10-25T00:02:00+02:00'))
  })

  it('comes so long after the last one, and at once when there was none', () => {
    expect(nextRunAt(schedule({ everyMs: 6 * HOUR }), false, NOW)).toBe(NOW)
    const lastTriedAt = at('2026-11-24T06:30:00+01:00')
    expect(nextRunAt(schedule({ everyMs: 6 * HOUR, lastTriedAt }), false, NOW)).toBe(
      at('2026-11-24T12:30:00+01:00'),
    )
  })

  it('comes at fixed times of Paris, over both clock changes', () => {
    const daily = (lastTried: string) =>
      nextRunAt(schedule({ cron: '30 6 * * *', lastTriedAt: at(lastTried) }), false, NOW)
    expect(daily('2026-11-24T06:30:10+01:00')).toBe(at('2026-11-25T06:30:00+01:00'))
    expect(daily('2026-03-28T06:30:10+01:00')).toBe(at('2026-03-29T06:30:00+02:00'))
    expect(daily('2026-10-24T06:30:10+02:00')).toBe(at('2026-10-25T06:30:00+01:00'))
  })

  it('is due once for all the times that were missed', () => {
    const missed = schedule({ cron: '30 6 * * *', lastTriedAt: at('2026-11-17T06:30:10+01:00') })
    expect(nextRunAt(missed, false, NOW)).toBeLessThanOrEqual(NOW)
    expect(nextRunAt({ ...missed, lastTriedAt: NOW }, false, NOW)).toBe(at('2026-11-25T06:30:00+01:00'))
  })

  it('is the first of several', () => {
    const both = schedule({ everyMs: 2 * HOUR, cron: '0 9 * * *', lastTriedAt: NOW - HOUR / 2 })
    expect(nextRunAt(both, false, NOW)).toBe(at('2026-11-24T09:00:00+01:00'))
    expect(nextRunAt({ ...both, onChange: true }, true, NOW)).toBe(NOW)
  })

  it('waits for the end of a rest', () => {
    const resting = schedule({ onChange: true, failures: 2, retryAt: NOW + HOUR })
    expect(nextRunAt(resting, true, NOW)).toBe(NOW + HOUR)
  })
})

it('takes cron of five fields that fires at all', () => {
  const good = ['*/5 * * * *', '30 6 * * 1-5', '0 0 1 1 *']
  const bad = ['', '* * * *', '0 * * * * *', '61 * * * *', 'every day', '0 0 31 2 *']
  expect(good.filter((text) => !isCron(text))).toEqual([])
  expect(bad.filter(isCron)).toEqual([])
})
