import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'
import { Cron } from '@nestjs/schedule'

import type { Dataset, Trigger } from '../core/index.js'
import { AppError, Clock, Env, EventBus, messageOf, Settings } from '../core/index.js'
import { AccountService } from './account.service.js'
import type { SyncScope } from './sync-plan.js'
import { SyncRunsRepository } from './sync-runs.repository.js'
import { SyncService } from './sync.service.js'

const PARIS = { timeZone: 'Europe/Paris', waitForCompletion: true }
const JITTER = 'sync.jitterMs'
const YEAR_MS = 365 * 24 * 60 * 60_000
const DATA: readonly Dataset[] = [
  'USAGE_POINTS',
  'CONTRACT',
  'ADDRESS',
  'CONSUMPTION_CURVE',
  'CONSUMPTION_DAILY',
  'MAX_POWER',
  'PRODUCTION_CURVE',
  'PRODUCTION_DAILY',
]

/**
 * The clock: each tick asks for a run of what it is about, a few minutes late by a delay of this installation's own, so
 * that a thousand houses do not knock at once. A run that finds nothing due makes no call and leaves no record.
 */
@Injectable()
export class SyncScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SyncScheduler.name)
  private readonly waiting = new Set<NodeJS.Timeout>()
  private readonly stopListening: (() => void)[] = []

  constructor(
    private readonly sync: SyncService,
    private readonly account: AccountService,
    private readonly runs: SyncRunsRepository,
    private readonly settings: Settings,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening.push(
      this.bus.on('CredentialsChanged', SyncScheduler.name, () => this.run('CHANGE')),
      this.bus.on('SyncRequested', SyncScheduler.name, ({ pdl }) =>
        this.run('MANUAL', pdl === null ? {} : { pdls: [pdl] }),
      ),
    )
    await this.run('START_UP')
  }

  onApplicationShutdown(): void {
    for (const stop of this.stopListening) stop()
    for (const timer of this.waiting) clearTimeout(timer)
  }

  @Cron('*/30 * * * *', { ...PARIS, name: 'data' })
  data(): Promise<void> {
    return this.later(DATA)
  }

  /** Tomorrow's colour; only while it is unknown. */
  @Cron('*/15 6-23 * * *', { ...PARIS, name: 'tempo' })
  tempo(): Promise<void> {
    return this.later(['TEMPO', 'TEMPO_FORECAST'])
  }

  @Cron('0 7-23 * * *', { ...PARIS, name: 'ecowatt' })
  ecowatt(): Promise<void> {
    return this.later(['ECOWATT'])
  }

  /** On Friday RTE publishes at 12:15. */
  @Cron('15 12 * * 5', { ...PARIS, name: 'ecowatt-friday' })
  ecowattOnFriday(): Promise<void> {
    return this.later(['ECOWATT'])
  }

  /** Records of runs older than a year; readings are kept for ever. */
  @Cron('20 3 * * *', { ...PARIS, name: 'clean-up' })
  async cleanUp(): Promise<void> {
    const deleted = await this.runs.deleteOlderThan(this.clock.now() - YEAR_MS)
    if (deleted > 0) this.logger.log(`${deleted} records of syncs older than a year deleted.`)
  }

  private async later(datasets: readonly Dataset[]): Promise<void> {
    const jitterMs = await this.jitter()
    if (jitterMs === 0) return this.run('CLOCK', { datasets })
    const timer = setTimeout(() => {
      this.waiting.delete(timer)
      void this.run('CLOCK', { datasets })
    }, jitterMs)
    this.waiting.add(timer)
  }

  private async run(trigger: Trigger, scope?: SyncScope): Promise<void> {
    try {
      const { problem } = await this.account.state()
      if (problem && problem.retryAt === null) {
        if (trigger === 'START_UP') this.logger.warn(problem.message)
        return
      }
      await this.sync.start({ trigger, ...(scope && { scope }) })
    } catch (error) {
      if (error instanceof AppError && error.code === 'ALREADY_RUNNING') return
      this.logger.error(`The sync could not start: ${messageOf(error)}`)
    }
  }

  /** Drawn once per installation, so that its calls come at the same minutes each day. */
  private async jitter(): Promise<number> {
    if (this.env.SYNC_JITTER_MAX_MS === 0) return 0
    const kept = await this.settings.get<number>(JITTER)
    if (kept !== undefined && kept <= this.env.SYNC_JITTER_MAX_MS) return kept
    const drawn = Math.floor(Math.random() * this.env.SYNC_JITTER_MAX_MS)
    await this.settings.set(JITTER, drawn)
    return drawn
  }
}
