import { describe, expect, it } from 'vitest'
import { newestCheck, runBars, type ExportRun } from './runs'

function aRun(id: string, change: Partial<ExportRun> = {}): ExportRun {
  return {
    __typename: 'ExportRun',
    id,
    action: 'SEND',
    state: 'COMPLETE',
    trigger: 'CHANGE',
    startedAt: '2026-03-12T06:12:00+01:00',
    endedAt: '2026-03-12T06:12:03+01:00',
    durationMs: 3000,
    records: 48,
    problem: null,
    ...change,
  }
}

describe('runBars', () => {
  it('draws the oldest first, and only what sends', () => {
    const runs = [aRun('3'), aRun('2', { action: 'VERIFY' }), aRun('1'), aRun('0', { state: 'RUNNING' })]
    expect(runBars(runs).map(({ id }) => id)).toEqual(['1', '3'])
  })

  it('tells news, catch-up, failure and nothing apart', () => {
    const runs = [
      aRun('4', { records: 0 }),
      aRun('3', { records: 9000 }),
      aRun('2', { state: 'FAILED', records: 0 }),
      aRun('1'),
      aRun('0'),
    ]
    expect(runBars(runs).map(({ kind }) => kind)).toEqual(['new', 'new', 'failed', 'catchUp', 'nothing'])
  })

  it('gives a failure the whole height, so that it is seen', () => {
    const [failed] = runBars([aRun('1', { state: 'FAILED', records: 0 })])
    expect(failed?.height).toBe(1)
  })

  it('keeps the last thirty', () => {
    expect(runBars(Array.from({ length: 40 }, (_, index) => aRun(String(index))))).toHaveLength(30)
  })
})

it('forgets a verification once a repair has settled it', () => {
  const check = aRun('1', { action: 'VERIFY' })
  expect(newestCheck([aRun('2'), check])?.id).toBe('1')
  expect(newestCheck([aRun('2', { action: 'REPAIR' }), check])).toBeNull()
  expect(newestCheck([aRun('2', { action: 'VERIFY', state: 'FAILED' })])).toBeNull()
  expect(newestCheck([aRun('3', { action: 'VERIFY', state: 'PARTIAL' }), check])?.id).toBe('3')
})
