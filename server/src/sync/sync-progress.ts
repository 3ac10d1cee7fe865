import type { Instant, RunState, SyncProgress } from '../core/index.js'
import type { PlannedStep } from './sync-plan.js'
import { costOf } from './sync-plan.js'

interface StepAdvance {
  readonly planned: PlannedStep
  days: number
  cachedCalls: number
  freshCalls: number
  ended: boolean
}

/** Counts a run in memory, step by step; asks nobody. */
export class ProgressTracker {
  private readonly advances: StepAdvance[] = []
  private state: RunState = 'RUNNING'

  constructor(
    readonly runId: string,
    private readonly startedAt: Instant,
  ) {}

  add(steps: readonly PlannedStep[]): void {
    for (const planned of steps)
      this.advances.push({ planned, days: 0, cachedCalls: 0, freshCalls: 0, ended: false })
  }

  advance(
    planned: PlannedStep,
    { days, cachedCalls, freshCalls }: { days: number; cachedCalls: number; freshCalls: number },
  ): void {
    const advance = this.advances.find((one) => one.planned === planned)
    if (advance) Object.assign(advance, { days, cachedCalls, freshCalls })
  }

  endStep(planned: PlannedStep): void {
    const advance = this.advances.find((one) => one.planned === planned)
    if (advance) advance.ended = true
  }

  end(state: RunState): void {
    this.state = state
  }

  at(now: Instant): SyncProgress {
    const current = this.advances.find(({ ended }) => !ended) ?? this.advances.at(-1)
    const spent = this.advances.reduce((sum, one) => sum + one.cachedCalls + one.freshCalls, 0)
    return {
      runId: this.runId,
      state: this.state,
      step: current ? this.advances.indexOf(current) + 1 : 0,
      steps: this.advances.length,
      dataset: current?.planned.dataset ?? null,
      pdl: current?.planned.pdl ?? null,
      daysDone: this.advances.reduce(
        (sum, { days, ended, planned }) => sum + (ended ? planned.days : days),
        0,
      ),
      daysTotal: costOf(this.advances.map(({ planned }) => planned)).days,
      cachedCalls: this.advances.reduce((sum, one) => sum + one.cachedCalls, 0),
      freshCalls: this.advances.reduce((sum, one) => sum + one.freshCalls, 0),
      remainingSeconds: this.remainingSeconds(now, spent),
    }
  }

  /** Calls to come at the pace of those made. */
  private remainingSeconds(now: Instant, spent: number): number | null {
    if (this.state !== 'RUNNING') return 0
    if (spent === 0) return null
    const toCome = this.advances
      .filter(({ ended }) => !ended)
      .reduce((sum, one) => {
        const expected = one.planned.cachedCalls + one.planned.freshCalls
        return sum + Math.max(0, expected - one.cachedCalls - one.freshCalls)
      }, 0)
    return Math.ceil((((now - this.startedAt) / spent) * toCome) / 1000)
  }
}
