import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { RunState, StoredProblem, Trigger } from '../core/index.js'
import type { PlannedStep } from './sync-plan.js'
import { SyncRun, SyncStep } from './sync-run.entity.js'
import type { StepOutcome } from './sync-step.service.js'

/** The records of runs and of their steps. */
@Injectable()
export class SyncRunsRepository {
  constructor(private readonly em: EntityManager) {}

  async open(trigger: Trigger, startedAt: number): Promise<SyncRun> {
    const em = this.em.fork()
    const run = em.create(SyncRun, {
      state: 'RUNNING',
      trigger,
      startedAt: new Date(startedAt),
      endedAt: null,
      problem: null,
    })
    await em.persist(run).flush()
    return run
  }

  /** @returns ids of the new steps, in order. */
  async addSteps(runId: string, first: number, steps: readonly PlannedStep[]): Promise<string[]> {
    const em = this.em.fork()
    const rows = steps.map((step, index) =>
      em.create(SyncStep, {
        run: em.getReference(SyncRun, runId),
        position: first + index,
        dataset: step.dataset,
        usagePointId: step.pdl,
        fromDate: step.range?.from ?? null,
        toDate: step.range?.to ?? null,
        state: 'PLANNED',
        daysWanted: step.days,
        cachedCalls: step.cachedCalls,
        freshCalls: step.freshCalls,
      }),
    )
    await em.persist(rows).flush()
    return rows.map(({ id }) => id)
  }

  async updateStep(
    id: string,
    state: RunState,
    outcome: StepOutcome,
    problem: StoredProblem | null,
  ): Promise<void> {
    await this.em.fork().nativeUpdate(
      SyncStep,
      { id },
      {
        state,
        daysGained: outcome.daysGained,
        cachedCalls: outcome.cachedCalls,
        freshCalls: outcome.freshCalls,
        rejectedReadings: outcome.rejected,
        problem,
      },
    )
  }

  /** Steps that had no end of their own are abandoned with it. */
  async close(id: string, state: RunState, endedAt: number, problem: StoredProblem | null): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      await em.nativeUpdate(
        SyncStep,
        { run: { id }, state: { $in: ['PLANNED', 'RUNNING'] } },
        { state: 'ABANDONED' },
      )
      await em.nativeUpdate(SyncRun, { id }, { state, endedAt: new Date(endedAt), problem })
    })
  }

  /** Closes the runs that a crash cut, once nobody else can be running one. */
  async abandonOpen(endedAt: number): Promise<void> {
    const cut = await this.em.fork().find(SyncRun, { state: 'RUNNING' })
    for (const { id } of cut) await this.close(id, 'ABANDONED', endedAt, null)
  }

  /** Whether the newest run was cut before its end, by a crash or by a stop. */
  async isInterrupted(): Promise<boolean> {
    const [newest] = await this.em.fork().find(SyncRun, {}, { limit: 1, orderBy: { startedAt: 'desc' } })
    return newest?.state === 'ABANDONED'
  }

  find(id: string): Promise<SyncRun | null> {
    return this.em.fork().findOne(SyncRun, { id }, { populate: ['steps'] })
  }

  /** Newest first. @param before id of the last run already seen. */
  async list(limit: number, before?: string): Promise<SyncRun[]> {
    const em = this.em.fork()
    const last = before === undefined ? null : await em.findOne(SyncRun, { id: before })
    if (before !== undefined && !last) return []
    return em.find(SyncRun, last ? { startedAt: { $lt: last.startedAt } } : {}, {
      limit,
      orderBy: { startedAt: 'desc', id: 'desc' },
      populate: ['steps'],
    })
  }

  async lastEnded(): Promise<SyncRun | null> {
    return this.em
      .fork()
      .findOne(SyncRun, { endedAt: { $ne: null } }, { orderBy: { startedAt: 'desc' }, populate: ['steps'] })
  }

  /** Records of runs, never readings. @returns how many were deleted. */
  deleteOlderThan(instant: number): Promise<number> {
    return this.em.fork().nativeDelete(SyncRun, { startedAt: { $lt: new Date(instant) } })
  }
}
