import type { RunFieldsFragment, RunState } from '../../graphql/generated/graphql'

type Ended = 'COMPLETE' | 'PARTIAL' | 'FAILED' | 'ABANDONED'
const ended: readonly RunState[] = ['COMPLETE', 'PARTIAL', 'FAILED', 'ABANDONED']

export interface LastRun {
  state: Ended
  endedAt: string
  daysGained: number
  calls: number
}

/** The newest finished run, as a sentence needs it. */
export function lastRunOf(run: RunFieldsFragment | null): LastRun | null {
  if (run === null || !ended.includes(run.state)) return null
  return {
    state: run.state as Ended,
    endedAt: run.endedAt ?? run.startedAt,
    daysGained: run.daysGained,
    calls: run.freshCalls + run.cachedCalls,
  }
}
