import { describe, expect, it } from 'vitest'
import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'
import { statusView } from './statusLine'

const aProblem = (code: Reason): ProblemFieldsFragment => ({
  __typename: 'Problem',
  code,
  pdl: null,
  message: '',
  detail: null,
  retryAt: null,
  fields: [],
})
const held = (lastCompleteDay: string | null, lastCurveDay: string | null = null, awaited = true) => ({
  active: true,
  lastCompleteDay,
  lastCurveDay,
  nextTryAt: awaited ? '2026-03-12T08:10:00+01:00' : null,
})

describe('statusView', () => {
  it('counts a day held by its curve alone', () => {
    expect(statusView([], [held('2026-03-10', '2026-03-11')], false, '2026-03-12')).toEqual({
      kind: 'complete',
      mark: 'ok',
      day: '2026-03-11',
    })
  })

  it('waits for the slowest meter', () => {
    const points = [held('2026-03-11'), held('2026-03-10')]
    expect(statusView([], points, false, '2026-03-12')).toEqual({
      kind: 'waiting',
      mark: 'warn',
      day: '2026-03-10',
    })
  })

  it('takes no meter without a curve for late, nor one that is switched off', () => {
    const points = [held('2026-03-10', null, false), { ...held('2020-01-01'), active: false }]
    expect(statusView([], points, false, '2026-03-12')).toMatchObject({ kind: 'complete', day: '2026-03-10' })
  })

  it('says a serious problem first, a mild one not at all', () => {
    const points = [held('2026-03-11')]
    expect(statusView([aProblem('QUOTA_EXHAUSTED')], points, false, '2026-03-12').kind).toBe('complete')
    const both = [aProblem('QUOTA_EXHAUSTED'), aProblem('CONSENT_MISSING')]
    expect(statusView(both, points, false, '2026-03-12')).toMatchObject({
      kind: 'problem',
      code: 'CONSENT_MISSING',
    })
  })

  it('tells an import from an empty house', () => {
    expect(statusView([], [], true, '2026-03-12').kind).toBe('importing')
    expect(statusView([], [held(null)], false, '2026-03-12').kind).toBe('none')
  })
})
