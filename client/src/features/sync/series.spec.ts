import { describe, expect, it } from 'vitest'
import { addDays } from '../../format/paris'
import type {
  Dataset,
  RunFieldsFragment,
  RunState,
  SyncProgressSubscription,
} from '../../graphql/generated/graphql'
import { advance, seriesOf } from './series'

type Step = RunFieldsFragment['steps'][number]

function aStep(dataset: Dataset, state: RunState, from: string | null, days = 0, daysGained = 0): Step {
  const range = from === null ? null : { from, to: addDays(from, days) }
  return { dataset, pdl: '1', state, daysGained, daysWanted: days, range, problem: null }
}

function anEvent(step: number, daysDone: number): SyncProgressSubscription['syncProgress'] {
  return {
    runId: 'r',
    state: 'RUNNING',
    step,
    steps: 4,
    dataset: null,
    pdl: null,
    daysDone,
    daysTotal: 31,
    freshCalls: 0,
    cachedCalls: 0,
    remainingSeconds: null,
  }
}

const steps = [
  aStep('USAGE_POINTS', 'COMPLETE', null),
  aStep('CONSUMPTION_DAILY', 'COMPLETE', '2026-03-01', 10, 9),
  aStep('CONSUMPTION_CURVE', 'RUNNING', '2026-03-04', 7),
  aStep('CONSUMPTION_CURVE', 'PLANNED', '2026-02-18', 14),
]

describe('progress of a run', () => {
  it('gives the step under way the days that the finished ones leave', () => {
    expect(seriesOf(steps, anEvent(3, 14))).toEqual([
      { dataset: 'CONSUMPTION_DAILY', since: '2026-03-01', done: 9, total: 10, state: 'COMPLETE' },
      { dataset: 'CONSUMPTION_CURVE', since: '2026-02-18', done: 4, total: 21, state: 'RUNNING' },
    ])
  })

  it('moves on with an event that is ahead of the steps read', () => {
    const moved = advance(steps, anEvent(4, 20))
    expect(moved.map(({ state }) => state)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE', 'RUNNING'])
    expect(moved.map(({ done }) => done)).toEqual([0, 9, 7, 3])
  })

  it('never runs past the range, nor below what was gained', () => {
    expect(advance(steps, anEvent(3, 900))[2]?.done).toBe(7)
    expect(advance(steps, anEvent(3, 0))[2]?.done).toBe(0)
  })

  it('reads a finished run as it is', () => {
    const ended = [
      aStep('CONSUMPTION_DAILY', 'COMPLETE', '2026-03-01', 10, 10),
      aStep('CONSUMPTION_CURVE', 'COMPLETE', '2026-03-04', 7, 7),
      aStep('CONSUMPTION_CURVE', 'FAILED', '2026-02-18', 14),
      aStep('MAX_POWER', 'SKIPPED', '2026-02-18', 14),
    ]
    expect(seriesOf(ended, null).map(({ state }) => state)).toEqual(['COMPLETE', 'PARTIAL', 'SKIPPED'])
  })
})
