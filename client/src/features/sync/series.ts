import type {
  Dataset,
  RunFieldsFragment,
  RunState,
  SyncProgressSubscription,
} from '../../graphql/generated/graphql'

type Step = RunFieldsFragment['steps'][number]
type Progress = SyncProgressSubscription['syncProgress']

export interface Series {
  dataset: Dataset
  /** First day asked. */
  since: string
  done: number
  total: number
  state: RunState
}

const order: Dataset[] = [
  'CONSUMPTION_DAILY',
  'CONSUMPTION_CURVE',
  'MAX_POWER',
  'PRODUCTION_DAILY',
  'PRODUCTION_CURVE',
  'TEMPO',
  'ECOWATT',
]

function daysOf(step: Step): number {
  return step.range ? step.daysWanted : 0
}

function isOpen(state: RunState): boolean {
  return state === 'PLANNED' || state === 'RUNNING'
}

interface Advance {
  step: Step
  state: RunState
  done: number
}

/**
 * Steps as last read, moved on by the newest event, which is ahead of them.
 * Days are counted over the whole run, so those of the step under way are what the others leave.
 */
export function advance(steps: readonly Step[], progress: Progress | null): Advance[] {
  const current = progress === null ? -1 : progress.step - 1
  const states = steps.map(({ state }, index): RunState => {
    if (current < 0 || !isOpen(state)) return state
    if (index < current) return 'COMPLETE'
    return index === current ? 'RUNNING' : 'PLANNED'
  })
  const before = steps.reduce(
    (sum, step, index) => (isOpen(states[index] ?? 'PLANNED') ? sum : sum + daysOf(step)),
    0,
  )
  return steps.map((step, index) => {
    const state = states[index] ?? step.state
    const days = daysOf(step)
    if (state === 'PLANNED') return { step, state, done: 0 }
    if (state !== 'RUNNING') return { step, state, done: isOpen(step.state) ? days : step.daysGained }
    const left = progress === null ? 0 : progress.daysDone - before
    return { step, state, done: Math.min(days, Math.max(0, left, step.daysGained)) }
  })
}

function stateOf(states: readonly RunState[]): RunState {
  for (const state of ['RUNNING', 'PLANNED', 'ABANDONED'] as const) if (states.includes(state)) return state
  const asked = states.filter((state) => state !== 'SKIPPED')
  if (asked.length === 0) return 'SKIPPED'
  if (asked.every((state) => state === 'FAILED')) return 'FAILED'
  return asked.every((state) => state === 'COMPLETE') ? 'COMPLETE' : 'PARTIAL'
}

/** The steps of a run → one line per dataset, all meters together; datasets without days are left out. */
export function seriesOf(steps: readonly Step[], progress: Progress | null): Series[] {
  const moved = advance(steps, progress)
  return order.flatMap((dataset) => {
    const own = moved.filter(({ step }) => step.dataset === dataset && step.range !== null)
    const since = own.map(({ step }) => step.range?.from ?? '').sort()[0]
    if (since === undefined) return []
    return {
      dataset,
      since,
      done: own.reduce((sum, { done }) => sum + done, 0),
      total: own.reduce((sum, { step }) => sum + daysOf(step), 0),
      state: stateOf(own.map(({ state }) => state)),
    }
  })
}
