import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'
import { Cron } from '@nestjs/schedule'

import type { EventName } from '../core/index.js'
import { EventBus, messageOf } from '../core/index.js'
import { NoticesRepository } from './notices.repository.js'
import { NoticesService } from './notices.service.js'

const PARIS = { timeZone: 'Europe/Paris', waitForCompletion: true }
const TELLING: readonly EventName[] = ['ExportFinished', 'CredentialsChanged', 'SettingsChanged']

/**
 * When facts are looked at: after what may have changed them, and every five minutes for what time alone changes. During a
 * sync they wait: what is being fetched is not missing.
 */
@Injectable()
export class NoticesScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(NoticesScheduler.name)
  private stopListening: (() => void)[] = []
  private isSyncing = false
  private isStopping = false

  constructor(
    private readonly notices: NoticesService,
    private readonly rows: NoticesRepository,
    private readonly bus: EventBus,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = [
      this.bus.on('SyncProgressed', NoticesScheduler.name, ({ state }) => {
        this.isSyncing = state === 'RUNNING'
      }),
      this.bus.on('SyncFinished', NoticesScheduler.name, () => {
        this.isSyncing = false
        return this.tick()
      }),
      ...TELLING.map((name) => this.bus.on(name, NoticesScheduler.name, () => this.tick())),
      this.bus.on('ReadingsMerged', NoticesScheduler.name, ({ dataset }) =>
        dataset === 'USAGE_POINTS' || dataset === 'OFFERS' ? this.tick() : undefined,
      ),
    ]
    await this.tick()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true
    for (const stop of this.stopListening) stop()
    await this.notices.idle().catch(() => undefined)
  }

  @Cron('*/5 * * * *', { ...PARIS, name: 'notices' })
  async tick(): Promise<void> {
    if (this.isSyncing || this.isStopping) return
    try {
      await this.notices.look()
    } catch (error) {
      this.logger.error(`Notices could not be looked at: ${messageOf(error)}`)
    }
  }

  @Cron('50 3 * * *', { ...PARIS, name: 'notices-clean-up' })
  async cleanUp(): Promise<void> {
    await this.rows.cleanUp()
  }
}
