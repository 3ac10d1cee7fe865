import { Injectable } from '@nestjs/common'

import { Clock, Problem } from '../core/index.js'
import type { CallBudgetState } from '../gateway/index.js'
import { AccountService } from './account.service.js'
import { plannedAnswer, runAnswer } from './sync-answers.js'
import { costOf } from './sync-plan.js'
import { SyncPlanner } from './sync-planner.service.js'
import { SyncRunsRepository } from './sync-runs.repository.js'
import { SyncService } from './sync.service.js'
import type { SyncInput, SyncPlan, SyncRunType, SyncStatus } from './sync.types.js'

/** A load curve of eight weeks takes the gateway about so long. */
const SECONDS_PER_CALL = 4

/** What a person or a program wants to see of the sync. */
@Injectable()
export class SyncStatusService {
  constructor(
    private readonly runRows: SyncRunsRepository,
    private readonly planner: SyncPlanner,
    private readonly sync: SyncService,
    private readonly account: AccountService,
    private readonly clock: Clock,
  ) {}

  async status(): Promise<SyncStatus> {
    const runId = this.sync.progress?.runId
    const [current, last, credentials, budget, problems] = await Promise.all([
      runId === undefined ? null : this.run(runId),
      this.runRows.lastEnded(),
      this.account.state(),
      this.account.budget(),
      this.account.problems(),
    ])
    const isBlocked = credentials.problem !== null && credentials.problem.retryAt === null
    return {
      current,
      last: last && runAnswer(last, this.clock.now()),
      nextRunAt: isBlocked ? null : await this.planner.nextDueAt(),
      credentials,
      budget,
      problems: problems.map((problem) => Object.assign(new Problem(), { ...problem, fields: [] })),
    }
  }

  async runs(limit: number, before?: string): Promise<SyncRunType[]> {
    const now = this.clock.now()
    return (await this.runRows.list(limit, before)).map((run) => runAnswer(run, now))
  }

  async run(id: string): Promise<SyncRunType | null> {
    const run = await this.runRows.find(id)
    return run && runAnswer(run, this.clock.now())
  }

  budget(): Promise<CallBudgetState> {
    return this.account.budget()
  }

  async plan(input?: SyncInput): Promise<SyncPlan> {
    const steps = await this.planner.plan(input)
    const { cachedCalls, freshCalls } = costOf(steps)
    const { cached, fresh } = await this.account.budget()
    return {
      steps: steps.map(plannedAnswer),
      cachedCalls,
      freshCalls,
      fitsBudget: cachedCalls <= cached.limit - cached.used && freshCalls <= fresh.limit - fresh.used,
      estimatedSeconds: (cachedCalls + freshCalls) * SECONDS_PER_CALL,
    }
  }
}
