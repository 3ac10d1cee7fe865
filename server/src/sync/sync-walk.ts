import { Logger } from '@nestjs/common'

import type { RunState } from '../core/index.js'
import { AppError, messageOf, toAppError } from '../core/index.js'
import type { PlannedStep } from './sync-plan.js'
import type { ProgressTracker } from './sync-progress.js'
import type { StepOutcome } from './sync-step.service.js'

const logger = new Logger('SyncService')
/** Refusals that no other step of the same meter would escape. */
const METER_WIDE = new Set(['CONSENT_MISSING', 'NOT_HOLDER', 'USAGE_POINT_INACTIVE'])
const ACCOUNT_WIDE = new Set(['CREDENTIALS_MISSING', 'CREDENTIALS_REJECTED', 'EMAIL_NOT_VERIFIED'])

/** What a run has learnt so far. */
export class Walk {
  readonly done: PlannedStep[] = []
  readonly obstacles = new Map<string, AppError>()
  problem: { error: AppError; pdl: string | null } | null = null
  private readonly states: RunState[] = []

  constructor(
    readonly runId: string,
    readonly tracker: ProgressTracker,
  ) {}

  note(step: PlannedStep, state: RunState, error: AppError | null): void {
    this.done.push(step)
    this.states.push(state)
    this.tracker.endStep(step)
    if (!error) return
    this.problem ??= { error, pdl: step.pdl }
    if (ACCOUNT_WIDE.has(error.code)) this.obstacles.set('*', error)
    else if (METER_WIDE.has(error.code) && step.pdl !== null) this.obstacles.set(step.pdl, error)
  }

  /** Something broke that is not the gateway's: the run ends here, and says so. */
  fail(error: unknown): void {
    this.problem = { error: brokenBy(error), pdl: null }
    this.states.push('FAILED')
  }

  state(): RunState {
    if (this.states.every((state) => state === 'COMPLETE')) return 'COMPLETE'
    return this.states.some((state) => state === 'COMPLETE' || state === 'PARTIAL') ? 'PARTIAL' : 'FAILED'
  }
}

/** What is not known yet is told in the log, once, with its stack. */
export function brokenBy(error: unknown): AppError {
  const known = toAppError(error)
  if (known.code !== 'INTERNAL' || known === error) return known
  logger.error(messageOf(error), error instanceof Error ? error.stack : undefined)
  return new AppError('INTERNAL', 'The run broke; the log says where.', { level: 'error', cause: error })
}

export function summaryOf(walk: Walk, state: RunState, now: number): string {
  const { steps, daysDone, cachedCalls, freshCalls } = walk.tracker.at(now)
  const why = walk.problem ? `: ${walk.problem.error.message}` : ''
  return `Sync ${state.toLowerCase()}, ${steps} steps, ${daysDone} days, ${cachedCalls} + ${freshCalls} calls${why}`
}

export function stateOf({ problem, days }: StepOutcome): RunState {
  if (!problem) return 'COMPLETE'
  return days > 0 ? 'PARTIAL' : 'FAILED'
}
