import { describe, expect, it } from 'vitest'
import type { Reason, RunFieldsFragment, RunState, SyncStatusQuery } from '../../graphql/generated/graphql'
import { firstRunOf, needsWelcome } from './firstRun'

type Status = SyncStatusQuery['syncStatus']

function aRun(state: RunState): RunFieldsFragment {
  return {
    __typename: 'SyncRun',
    id: '1',
    state,
    trigger: 'MANUAL',
    startedAt: '',
    endedAt: null,
    durationMs: 0,
    daysGained: 0,
    freshCalls: 0,
    cachedCalls: 0,
    problem: null,
    steps: [],
  }
}

function aStatus(hasSecret: boolean, current: RunState | null, last: RunState | null, code?: Reason): Status {
  const counter = { used: 0, limit: 50 }
  const problem = code
    ? {
        __typename: 'Problem' as const,
        code,
        message: '',
        detail: null,
        pdl: null,
        retryAt: null,
        fields: [],
      }
    : null
  return {
    credentials: { account: null, hasSecret, origin: null, checkedAt: null, problem },
    budget: { fresh: counter, cached: counter, resetsAt: '' },
    current: current && aRun(current),
    last: last && aRun(last),
    nextRunAt: null,
    problems: [],
  }
}

describe('first run', () => {
  it('begins with the credentials, and returns to them when they are refused', () => {
    expect(firstRunOf(aStatus(false, null, null), 0, false)).toBe('credentials')
    expect(firstRunOf(aStatus(true, null, 'FAILED', 'CREDENTIALS_REJECTED'), 0, false)).toBe('credentials')
  })

  it('keeps showing the history when a secret stops working later', () => {
    const status = aStatus(true, null, 'FAILED', 'CREDENTIALS_REJECTED')
    expect(firstRunOf(status, 1, true)).not.toBe('credentials')
    expect(needsWelcome(status, true)).toBe(false)
  })

  it('imports, then ends in one of three ways', () => {
    expect(firstRunOf(aStatus(true, 'RUNNING', null), 1, true)).toBe('importing')
    expect(firstRunOf(aStatus(true, null, null), 0, false)).toBe('importing')
    expect(firstRunOf(aStatus(true, null, 'COMPLETE'), 1, true)).toBe('done')
    expect(firstRunOf(aStatus(true, null, 'FAILED'), 1, false)).toBe('stopped')
    expect(firstRunOf(aStatus(true, null, 'COMPLETE'), 0, false)).toBe('empty')
  })

  it('leads home as soon as a day is held', () => {
    expect(needsWelcome(aStatus(true, 'RUNNING', null), false)).toBe(true)
    expect(needsWelcome(aStatus(true, 'RUNNING', null), true)).toBe(false)
    expect(needsWelcome(aStatus(true, null, 'FAILED'), false)).toBe(false)
  })
})
