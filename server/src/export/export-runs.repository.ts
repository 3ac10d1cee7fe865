import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { ExportAction, Instant, RunState, StoredProblem, Trigger } from '../core/index.js'
import { messageOf } from '../core/index.js'
import type { ExportStatus } from './export-run.entity.js'
import { ExportRun } from './export-run.entity.js'
import { ExportTarget } from './export-target.entity.js'
import type { ExportDifference } from './exporter.js'

/** How a run ended. */
export interface RunEnd {
  readonly state: RunState
  readonly endedAt: Instant
  readonly records: number
  readonly problem: StoredProblem | null
  readonly differences: readonly ExportDifference[]
  readonly log: readonly string[]
}

const MOST_DIFFERENCES = 100
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const WEEK_MS = 7 * 24 * 60 * 60_000
const CUT = 'The run was cut by a stop of the product; the next one goes on from there.'

/** The records of exports. */
@Injectable()
export class ExportRunsRepository {
  constructor(private readonly em: EntityManager) {}

  async open(
    targetId: string,
    action: ExportAction,
    trigger: Trigger,
    startedAt: Instant,
  ): Promise<ExportRun> {
    const em = this.em.fork()
    const run = em.create(ExportRun, {
      exportConfig: em.getReference(ExportTarget, targetId),
      action,
      trigger,
      state: 'RUNNING',
      startedAt: new Date(startedAt),
    })
    await em.persist(run).flush()
    return run
  }

  /** What a crash would otherwise take along. */
  async note(id: string, records: number, log: readonly string[]): Promise<void> {
    await this.em.fork().nativeUpdate(ExportRun, { id }, { recordsExported: records, log })
  }

  async close(run: ExportRun, end: RunEnd): Promise<void> {
    const endedAt = new Date(end.endedAt)
    await this.em.fork().nativeUpdate(
      ExportRun,
      { id: run.id },
      {
        state: end.state,
        status: statusOf(end.state),
        recordsExported: end.records,
        problem: end.problem,
        errorMessage: end.problem?.message ?? null,
        differences: end.differences.slice(0, MOST_DIFFERENCES),
        log: end.log,
        completedAt: endedAt,
        durationMs: end.endedAt - run.startedAt.getTime(),
        updatedAt: endedAt,
      },
    )
  }

  /** Closes the runs of a target that a crash cut, once nobody else can be at work on it. @returns how many there were. */
  async abandonOpen(targetId: string | null, endedAt: Instant): Promise<number> {
    const em = this.em.fork()
    const cut = await em.find(ExportRun, { exportConfig: targetId, state: 'RUNNING' })
    for (const run of cut)
      await this.close(run, {
        state: 'ABANDONED',
        endedAt,
        records: run.recordsExported,
        problem: { code: 'INTERNAL', message: CUT, pdl: null, retryAt: null, detail: null },
        differences: [],
        log: run.log,
      })
    return cut.length
  }

  /** Whether the newest run of a target was cut before its end, by a crash or by a stop. */
  async isInterrupted(targetId: string): Promise<boolean> {
    return (await this.newest(targetId))?.state === 'ABANDONED'
  }

  newest(targetId: string): Promise<ExportRun | null> {
    return this.em
      .fork()
      .findOne(ExportRun, { exportConfig: targetId }, { orderBy: { startedAt: 'desc', id: 'desc' } })
  }

  async find(id: string): Promise<ExportRun | null> {
    return UUID.test(id) ? this.em.fork().findOne(ExportRun, { id }) : null
  }

  /** Newest first. @param before id of the last run already seen. */
  async list(
    limit: number,
    { targetId, before }: { targetId?: string; before?: string },
  ): Promise<ExportRun[]> {
    const last = before === undefined ? null : await this.find(before)
    if (before !== undefined && !last) return []
    if (targetId !== undefined && !UUID.test(targetId)) return []
    return this.em.fork().find(
      ExportRun,
      {
        ...(targetId !== undefined && { exportConfig: targetId }),
        ...(last && {
          $or: [{ startedAt: { $lt: last.startedAt } }, { startedAt: last.startedAt, id: { $lt: last.id } }],
        }),
      },
      { limit, orderBy: { startedAt: 'desc', id: 'desc' } },
    )
  }

  /** Records older than `before`, and after a week those of runs that found nothing to send. @returns how many went. */
  async deleteOlderThan(before: Instant, now: Instant): Promise<number> {
    return this.em.fork().nativeDelete(ExportRun, {
      $or: [
        { startedAt: { $lt: new Date(before) } },
        {
          startedAt: { $lt: new Date(now - WEEK_MS) },
          state: 'COMPLETE',
          action: 'SEND',
          recordsExported: 0,
        },
      ],
    })
  }
}

function statusOf(state: RunState): ExportStatus {
  switch (state) {
    case 'COMPLETE':
      return 'success'
    case 'PARTIAL':
      return 'partial'
    case 'PLANNED':
    case 'RUNNING':
    case 'FAILED':
    case 'SKIPPED':
    case 'ABANDONED':
      return 'error'
    default:
      throw new Error(messageOf(state satisfies never))
  }
}
