import { expect, it } from 'vitest'
import { windowsOn } from './offPeak'

const aWindow = (start: string, from: string | null, to: string | null) => ({
  start,
  end: '06:00',
  season: 'ALL' as const,
  weekdays: [],
  from,
  to,
})

it('lists the windows in force, the earliest first', () => {
  const old = aWindow('23:00', null, '2026-01-01')
  const night = aWindow('22:00', '2026-01-01', null)
  const noon = aWindow('12:00', null, null)
  expect(windowsOn('2026-03-12', [old, night, noon])).toEqual([noon, night])
  expect(windowsOn('2025-12-31', [old, night, noon])).toEqual([noon, old])
})
