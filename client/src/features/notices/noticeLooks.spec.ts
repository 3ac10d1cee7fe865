import { describe, expect, it } from 'vitest'
import { byWeight, pageOf } from './noticeLooks'

describe('notices on the page', () => {
  it('stand in the order of their weight, then of their age', () => {
    const notices = [
      { id: 'old', level: 'INFO', since: '2026-03-10T08:00:00+01:00' },
      { id: 'new', level: 'INFO', since: '2026-03-11T08:00:00+01:00' },
      { id: 'grave', level: 'ERROR', since: '2026-03-09T08:00:00+01:00' },
      { id: 'warning', level: 'WARNING', since: '2026-03-09T08:00:00+01:00' },
    ] as const
    expect(byWeight(notices).map(({ id }) => id)).toEqual(['grave', 'warning', 'new', 'old'])
  })

  it('lead where something can be done', () => {
    const notice = { exportTargetId: null }
    expect(pageOf({ ...notice, kind: 'TEMPO_TOMORROW' })).toBe('/tempo')
    expect(pageOf({ ...notice, kind: 'QUOTA' })).toBeNull()
    expect(pageOf({ ...notice, kind: 'EXPORT_FAILING', exportTargetId: 'x' })).toBe('/export?target=x')
  })
})
