import { EntityManager } from '@mikro-orm/postgresql'
import type { BeforeApplicationShutdown } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'

import type { SyncProgress, Trigger } from '../core/index.js'
import { AppError, Clock, EventBus, storedProblem, withAdvisoryLock } from '../core/index.js'
import type { CallMode } from '../gateway/index.js'
import type { PlannedStep, SyncScope } from './sync-plan.js'
import { SyncPlanner } from './sync-planner.service.js'
import { ProgressTracker } from './sync-progress.js'
import type { SyncRun } from './sync-run.entity.js'
import { SyncRunsRepository } from './sync-runs.repository.js'
import type { StepOutcome } from './sync-step.service.js'
import { SyncSteps } from './sync-step.service.js'
import { brokenBy, stateOf, summaryOf, Walk } from './sync-walk.js'

export interface SyncAsked {
  readonly trigger: Trigger
  readonly scope?: SyncScope
  /** Exactly this step, instead of what a plan finds. */
  readonly only?: readonly PlannedStep[]
  readonly force?: boolean
}

/** Held by the one process that syncs, and by who must not be disturbed by a sync. */
export const SYNC_LOCK = 'linky-local/sync'

/** Walks a plan, one run at a time over all processes, and records what happened. */
@Injectable()
export class SyncService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SyncService.name)
  private readonly stopping = new AbortController()
  private tracker: ProgressTracker | null = null
  private running: Promise<unknown> = Promise.resolve()
  private isBusy = false

  constructor(
    private readonly em: EntityManager,
    private readonly planner: SyncPlanner,
    private readonly steps: SyncSteps,
    private readonly runs: SyncRunsRepository,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** How far the run under way is; null = idle. */
  get progress(): SyncProgress | null {
    return this.tracker?.at(this.clock.now()) ?? null
  }

  /**
   * Starts a run and returns once it is recorded. null: a clock's tick found nothing worth asking.
   * Throws ALREADY_RUNNING, here or in another process.
   */
  start(asked: SyncAsked): Promise<SyncRun | null> {
    if (this.isBusy) return Promise.reject(alreadyRunning())
    this.isBusy = true
    return new Promise((resolve, reject) => {
      this.running = withAdvisoryLock(this.em, SYNC_LOCK, () => this.perform(asked, resolve))
        .then(
          (performed) => {
            if (performed === undefined) reject(alreadyRunning())
          },
          (error: unknown) => {
            const broken = brokenBy(error)
            this.logger.error(`The sync broke: ${broken.message}`)
            reject(broken)
          },
        )
        .finally(() => {
          this.isBusy = false
        })
    })
  }

  /** Resolves when no run is under way. */
  async idle(): Promise<void> {
    await this.running
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async perform(asked: SyncAsked, onStart: (run: SyncRun | null) => void): Promise<true> {
    await this.runs.abandonOpen(this.clock.now())
    const resumes = asked.trigger === 'START_UP' && (await this.runs.isInterrupted())
    const trigger = resumes ? 'RESUME' : asked.trigger
    let batch = await this.nextBatch(asked, [])
    // A run cut after its last step is resumed all the same: it says that nothing is left.
    if (batch.length === 0 && trigger !== 'MANUAL' && trigger !== 'RESUME') {
      onStart(null)
      return true
    }
    const startedAt = this.clock.now()
    const run = await this.runs.open(trigger, startedAt)
    const walk = new Walk(run.id, new ProgressTracker(run.id, startedAt))
    this.tracker = walk.tracker
    onStart(run)
    try {
      while (batch.length > 0 && !this.stopping.signal.aborted) {
        await this.walkBatch(walk, batch, asked)
        batch = await this.nextBatch(asked, walk.done)
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) walk.fail(error)
    } finally {
      await this.end(walk)
    }
    return true
  }

  /** What bounds the rest comes first and alone; each step is walked once in a run, whatever comes of it. */
  private async nextBatch({ scope, only }: SyncAsked, done: readonly PlannedStep[]): Promise<PlannedStep[]> {
    const tried = new Set(
      done.flatMap(({ dataset, pdl }) => (dataset === 'CONTRACT' && pdl !== null ? [pdl] : [])),
    )
    const fresh = (only ?? (await this.planner.plan(scope, tried))).filter(
      (step) => !done.some((other) => isSame(step, other)),
    )
    const bounding = fresh.filter((step) => step.bounding)
    const [first] = bounding
    return first
      ? bounding.filter(({ dataset }) => dataset === first.dataset)
      : done.some(({ bounding: was }) => !was)
        ? []
        : fresh
  }

  private async walkBatch(walk: Walk, batch: readonly PlannedStep[], asked: SyncAsked): Promise<void> {
    const ids = await this.runs.addSteps(walk.runId, walk.done.length, batch)
    walk.tracker.add(batch)
    for (const [index, step] of batch.entries()) {
      if (this.stopping.signal.aborted) return
      await this.walkStep(walk, step, ids[index] ?? '', asked)
    }
  }

  private async walkStep(walk: Walk, step: PlannedStep, id: string, asked: SyncAsked): Promise<void> {
    const obstacle = walk.obstacles.get(step.pdl ?? '') ?? walk.obstacles.get('*')
    if (obstacle) {
      walk.note(step, 'SKIPPED', obstacle)
      await this.runs.updateStep(id, 'SKIPPED', NO_OUTCOME, storedProblem(obstacle, step.pdl))
      return
    }
    await this.runs.updateStep(id, 'RUNNING', NO_OUTCOME, null)
    this.announce(walk)
    const mode: CallMode = asked.trigger === 'MANUAL' ? 'manual' : 'auto'
    const outcome = await this.steps.run(step, {
      mode,
      force: asked.force ?? false,
      signal: this.stopping.signal,
      onAdvance: (soFar) => {
        walk.tracker.advance(step, soFar)
        this.announce(walk)
      },
    })
    walk.tracker.advance(step, outcome)
    const state = stateOf(outcome)
    walk.note(step, state, outcome.problem)
    await this.runs.updateStep(
      id,
      state,
      outcome,
      outcome.problem && storedProblem(outcome.problem, step.pdl),
    )
    this.announce(walk)
  }

  private async end(walk: Walk): Promise<void> {
    const state = this.stopping.signal.aborted ? 'ABANDONED' : walk.state()
    const { problem } = walk
    walk.tracker.end(state)
    try {
      await this.runs.close(
        walk.runId,
        state,
        this.clock.now(),
        problem && storedProblem(problem.error, problem.pdl),
      )
    } finally {
      this.announce(walk)
      this.tracker = null
    }
    // Who would act on it has no time left to.
    if (state !== 'ABANDONED') this.bus.publish('SyncFinished', { runId: walk.runId })
    this.logger.log(summaryOf(walk, state, this.clock.now()))
  }

  private announce(walk: Walk): void {
    this.bus.publish('SyncProgressed', walk.tracker.at(this.clock.now()))
  }
}

const NO_OUTCOME: StepOutcome = {
  days: 0,
  daysGained: 0,
  rejected: 0,
  cachedCalls: 0,
  freshCalls: 0,
  problem: null,
}

function alreadyRunning(): AppError {
  return new AppError('ALREADY_RUNNING', 'A sync is already under way.', { retry: 'later', level: 'debug' })
}

function isSame(a: PlannedStep, b: PlannedStep): boolean {
  return (
    a.dataset === b.dataset &&
    a.pdl === b.pdl &&
    a.range?.from === b.range?.from &&
    a.range?.to === b.range?.to
  )
}
