import { describe, expect, it } from 'vitest'

import type { QuietHours } from '../core/index.js'
import { formatInstant, parseInstant, toLocalTime } from '../core/index.js'
import { notBefore } from './quiet-hours.js'

const night = (rest: Partial<QuietHours> = {}): QuietHours => ({
  start: toLocalTime('22:00'),
  end: toLocalTime('07:30'),
  weekdays: [],
  season: 'ALL',
  from: null,
  to: null,
  ...rest,
})
const leavesAt = (quiet: QuietHours | null, now: string) => formatInstant(notBefore(quiet, parseInstant(now)))

describe('quiet hours', () => {
  it('hold nothing back when there are none, or outside them', () => {
    expect(leavesAt(null, '2026-11-24T23:00:00+01:00')).toBe('2026-11-24T23:00:00+01:00')
    expect(leavesAt(night(), '2026-11-24T21:59:59+01:00')).toBe('2026-11-24T21:59:59+01:00')
    expect(leavesAt(night(), '2026-11-24T07:30:00+01:00')).toBe('2026-11-24T07:30:00+01:00')
  })

  it('end in the morning, whether it is before or after midnight', () => {
    expect(leavesAt(night(), '2026-11-24T22:00:00+01:00')).toBe('2026-11-25T07:30:00+01:00')
    expect(leavesAt(night(), '2026-11-25T07:29:00+01:00')).toBe('2026-11-25T07:30:00+01:00')
  })

  it('follow the wall clock through both changes', () => {
    expect(leavesAt(night(), '2026-10-25T01:00:00+02:00')).toBe('2026-10-25T07:30:00+01:00')
    expect(leavesAt(night(), '2026-03-29T01:00:00+01:00')).toBe('2026-03-29T07:30:00+02:00')
  })

  it('belong to the day on which they start', () => {
    const friday = night({ weekdays: [5] })
    expect(leavesAt(friday, '2026-11-28T02:00:00+01:00')).toBe('2026-11-28T07:30:00+01:00')
    expect(leavesAt(friday, '2026-11-27T02:00:00+01:00')).toBe('2026-11-27T02:00:00+01:00')
  })

  it('may last until midnight', () => {
    const evening = night({ start: toLocalTime('20:00'), end: toLocalTime('24:00') })
    expect(leavesAt(evening, '2026-11-24T21:00:00+01:00')).toBe('2026-11-25T00:00:00+01:00')
  })
})
