import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'
import { Cron } from '@nestjs/schedule'

import type { Trigger } from '../core/index.js'
import { AppError, Clock, EventBus, maskSecrets, messageOf, Settings } from '../core/index.js'
import { ExportLook } from './export-look.service.js'
import type { ExportTarget } from './export-target.entity.js'
import { ExportTargets } from './export-targets.service.js'
import { ExportService } from './export.service.js'
import { LAST_SYNC } from './meter-facts.service.js'
import { kindOf } from './registry.js'

const PARIS = { timeZone: 'Europe/Paris', waitForCompletion: true }

/**
 * When exports run by themselves: what changed leaves after the sync that brought it; each minute, what is due by its own
 * clock, what failed and may be tried again, and what changed outside a sync. While a sync goes on, changes wait for its end.
 */
@Injectable()
export class ExportScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ExportScheduler.name)
  private readonly stopListening: (() => void)[] = []
  private isSyncing = false
  private starting: Promise<void> = Promise.resolve()

  constructor(
    private readonly exports: ExportService,
    private readonly targets: ExportTargets,
    private readonly look: ExportLook,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening.push(
      this.bus.on('SyncProgressed', ExportScheduler.name, ({ state }) => {
        this.isSyncing = state === 'RUNNING'
      }),
      this.bus.on('ResendRequested', ExportScheduler.name, ({ kind }) => this.resend(kind)),
      this.bus.on('NoticeRaised', ExportScheduler.name, () => this.runDue('CHANGE')),
      this.bus.on('SyncFinished', ExportScheduler.name, () => {
        this.starting = this.afterSync()
        return this.starting
      }),
    )
    try {
      await this.targets.makeThoseOfEnvironment()
      await this.targets.open()
      await this.exports.recover()
      await this.runDue('START_UP')
    } catch (error) {
      this.logger.error(`Exports could not start: ${maskSecrets(messageOf(error))}`)
    }
  }

  /** Resolves when what the last sync brought has set out. */
  idle(): Promise<void> {
    return this.starting
  }

  onApplicationShutdown(): void {
    for (const stop of this.stopListening) stop()
  }

  @Cron('* * * * *', { ...PARIS, name: 'export' })
  tick(): Promise<void> {
    return this.runDue('CLOCK')
  }

  /** Records of runs older than a year. */
  @Cron('40 3 * * *', { ...PARIS, name: 'export-clean-up' })
  async cleanUp(): Promise<void> {
    const deleted = await this.look.deleteOldRuns()
    if (deleted > 0) this.logger.log(`${deleted} records of exports deleted.`)
  }

  private async afterSync(): Promise<void> {
    this.isSyncing = false
    await this.settings.set(LAST_SYNC, this.clock.now())
    await this.runDue('CHANGE')
  }

  /** Nothing need have changed: an exporter compares what its peer holds with what it should. */
  private async resend(kind: string): Promise<void> {
    const wanted = (await this.targets.all()).filter(({ enabled, type }) => enabled && kindOf(type) === kind)
    for (const target of wanted) await this.start(target, 'CHANGE')
  }

  /** Each target alone: what keeps one from starting keeps no other. */
  private async runDue(trigger: Trigger): Promise<void> {
    for (const { target, isChanged, isInterrupted } of await this.look.due({ changes: !this.isSyncing })) {
      const why =
        trigger === 'START_UP' && isInterrupted
          ? 'RESUME'
          : trigger === 'CLOCK' && isChanged
            ? 'CHANGE'
            : trigger
      await this.start(target, why)
    }
  }

  private async start(target: ExportTarget, trigger: Trigger): Promise<void> {
    try {
      await this.exports.start({ targetId: target.id, action: 'SEND', trigger })
    } catch (error) {
      if (error instanceof AppError && error.code === 'ALREADY_RUNNING') return
      this.logger.error(`Export to ${target.name} could not start: ${maskSecrets(messageOf(error))}`)
    }
  }
}
