import { Injectable } from '@nestjs/common'

import type { Instant } from '../core/index.js'
import { Clock } from '../core/index.js'
import { Announcements } from './announcements.repository.js'
import type { Schedule } from './export-due.js'
import { nextRunAt } from './export-due.js'
import type { ExportRun } from './export-run.entity.js'
import { ExportRunsRepository } from './export-runs.repository.js'
import type { ExportTarget } from './export-target.entity.js'
import { ExportTargets } from './export-targets.service.js'
import { Outbox } from './outbox.repository.js'
import { PriceTurns } from './price-turns.service.js'
import { ExporterRegistry, kindOf } from './registry.js'

export type ExportHealth = 'OK' | 'LATE' | 'FAILING' | 'OFF' | 'NEVER_RUN'

/** Where a target stands. */
export interface TargetState {
  readonly health: ExportHealth
  readonly lastRun: ExportRun | null
  readonly nextRunAt: Instant | null
  /** Changed days still to send. */
  readonly pending: number
  readonly watermark: Instant | null
}

export interface DueTarget {
  readonly target: ExportTarget
  /** Something changed that has not left; a run that was cut may owe more than days: the newest state, a discovery. */
  readonly isChanged: boolean
  readonly isInterrupted: boolean
}

const YEAR_MS = 365 * 24 * 60 * 60_000
/** A run that is due may wait so long for a minute's tick, or for the sync under way. */
const GRACE_MS = 30 * 60_000

/** Looks at targets and their runs; starts nothing. */
@Injectable()
export class ExportLook {
  constructor(
    private readonly targets: ExportTargets,
    private readonly runs: ExportRunsRepository,
    private readonly outbox: Outbox,
    private readonly turns: PriceTurns,
    private readonly registry: ExporterRegistry,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async state(target: ExportTarget): Promise<TargetState> {
    const now = this.clock.now()
    const [lastRun, outbox, notices] = await Promise.all([
      this.runs.newest(target.id),
      this.outbox.state(this.targets.scopeOf(target)),
      this.noticesDue(target),
    ])
    const { watermark } = outbox
    const pending = outbox.pending + notices
    const next = nextRunAt(await this.scheduleOf(target, notices), pending > 0, now)
    const waitingSince = target.onChange && pending > 0 && watermark !== null ? watermark : next
    const isLate = next !== null && waitingSince !== null && waitingSince < now - GRACE_MS
    return { health: healthOf(target, lastRun, isLate), lastRun, nextRunAt: next, pending, watermark }
  }

  /** Enabled targets that are to run now. @param changes false: those that only wait for changes are left out. */
  async due({ changes }: { changes: boolean }): Promise<DueTarget[]> {
    const now = this.clock.now()
    const due: DueTarget[] = []
    for (const target of await this.targets.all()) {
      if (!target.enabled) continue
      const isInterrupted = await this.runs.isInterrupted(target.id)
      const isChanged =
        changes &&
        target.onChange &&
        (isInterrupted || (await this.outbox.hasPending(this.targets.scopeOf(target))))
      const notices = await this.noticesDue(target)
      const next = nextRunAt(await this.scheduleOf(target, notices), isChanged || notices > 0, now)
      if (next !== null && next <= now)
        due.push({ target, isChanged: isChanged || notices > 0, isInterrupted })
    }
    return due
  }

  async deleteOldRuns(): Promise<number> {
    const now = this.clock.now()
    await this.announcements.cleanUp()
    return this.runs.deleteOlderThan(now - YEAR_MS, now)
  }

  private async noticesDue(target: ExportTarget): Promise<number> {
    return this.targets.tells(target) ? this.announcements.countDue(target.id) : 0
  }

  /** Notices leave at once, whatever the schedule of the figures; who carries nothing else has no other schedule. */
  private async scheduleOf(target: ExportTarget, notices: number): Promise<Schedule> {
    const schedule = await this.figuresScheduleOf(target)
    if (this.targets.scopeOf(target).datasets.some((dataset) => dataset !== 'NOTICES'))
      return { ...schedule, onChange: schedule.onChange || notices > 0 }
    return { ...schedule, onChange: notices > 0, everyMs: null, cron: null }
  }

  private async figuresScheduleOf(target: ExportTarget): Promise<Schedule> {
    const { enabled, onChange, failures } = target
    const lastTriedAt = target.lastTriedAt?.getTime() ?? null
    const tellsPrice = enabled && onChange && this.registry.get(kindOf(target.type)).tellsPrice
    return {
      enabled,
      onChange,
      failures,
      everyMs: target.everyMs ?? null,
      cron: target.cron ?? null,
      retryAt: target.retryAt?.getTime() ?? null,
      lastTriedAt,
      createdAt: target.createdAt.getTime(),
      priceTurnAt:
        tellsPrice && lastTriedAt !== null
          ? await this.turns.after(this.targets.scopeOf(target), lastTriedAt)
          : null,
    }
  }
}

function healthOf(target: ExportTarget, lastRun: ExportRun | null, isLate: boolean): ExportHealth {
  if (!target.enabled) return 'OFF'
  if (target.failures > 0) return 'FAILING'
  if (!lastRun) return 'NEVER_RUN'
  return isLate ? 'LATE' : 'OK'
}
