import type { Day, Instant } from '../core/index.js'
import { problemAnswer } from '../core/index.js'
import type { PlannedStep } from './sync-plan.js'
import type { SyncRun, SyncStep } from './sync-run.entity.js'
import { SyncRunType, SyncStepType } from './sync.types.js'

/** Records → what the API shows of them. */
export function runAnswer(run: SyncRun, now: Instant): SyncRunType {
  const steps = run.steps.isInitialized() ? run.steps.getItems() : []
  const spent = steps.filter(({ state }) => state !== 'PLANNED')
  const sum = (of: (step: SyncStep) => number) => spent.reduce((total, step) => total + of(step), 0)
  return Object.assign(new SyncRunType(), {
    id: run.id,
    state: run.state,
    trigger: run.trigger,
    startedAt: run.startedAt.getTime(),
    endedAt: run.endedAt?.getTime() ?? null,
    durationMs: (run.endedAt?.getTime() ?? now) - run.startedAt.getTime(),
    problem: problemAnswer(run.problem ?? null),
    steps: steps.map(stepAnswer),
    cachedCalls: sum((step) => step.cachedCalls),
    freshCalls: sum((step) => step.freshCalls),
    daysGained: sum((step) => step.daysGained),
  })
}

function stepAnswer(step: SyncStep): SyncStepType {
  const { fromDate, toDate } = step
  return Object.assign(new SyncStepType(), {
    dataset: step.dataset,
    pdl: step.usagePointId ?? null,
    range: fromDate && toDate ? { from: fromDate as Day, to: toDate as Day } : null,
    state: step.state,
    cachedCalls: step.cachedCalls,
    freshCalls: step.freshCalls,
    daysWanted: step.daysWanted,
    daysGained: step.daysGained,
    rejectedReadings: step.rejectedReadings,
    problem: problemAnswer(step.problem ?? null),
  })
}

export function plannedAnswer(step: PlannedStep): SyncStepType {
  return Object.assign(new SyncStepType(), {
    dataset: step.dataset,
    pdl: step.pdl,
    range: step.range,
    state: 'PLANNED',
    cachedCalls: step.cachedCalls,
    freshCalls: step.freshCalls,
    daysWanted: step.days,
    daysGained: 0,
    rejectedReadings: 0,
    problem: null,
  })
}
