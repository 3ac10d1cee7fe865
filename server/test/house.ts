import { setImmediate as nextTurn } from 'node:timers/promises'

import type { NestExpressApplication } from '@nestjs/platform-express'
import { SchedulerRegistry } from '@nestjs/schedule'
import { Test } from '@nestjs/testing'
import type { CronTime } from 'cron'

import { ormOptions } from '../mikro-orm.config.js'
import type { Simulator, SimulatorOptions } from '../simulator/index.js'
import { startSimulator } from '../simulator/index.js'
import { AppModule } from '../src/app.module.js'
import type { Instant } from '../src/core/index.js'
import { Clock, configureHttp, parseEnv, parseInstant } from '../src/core/index.js'
import type { Exporter } from '../src/export/index.js'
import { EXPORTERS, ExportScheduler, ExportService } from '../src/export/index.js'
import { NoticesScheduler, NoticesService } from '../src/notices/index.js'
import { SyncScheduler, SyncService } from '../src/sync/index.js'
import type { TestDatabase } from './database.js'
import { createTestDatabase } from './database.js'

export interface HouseOptions {
  /** What the clocks of gateway and product show, frozen; ISO 8601 with offset. */
  readonly now: string
  readonly simulator?: Omit<SimulatorOptions, 'now' | 'frozen'>
  /** Environment of the product, over that of the tests. */
  readonly env?: Readonly<Record<string, string>>
  /** Syncs at start and on ticks, as the product does; left out: only when told to. */
  readonly scheduled?: boolean
  /** Exports by themselves; left out: as `scheduled`. */
  readonly exporting?: boolean
  /** Facts speak by themselves; left out: as `scheduled`. */
  readonly noticing?: boolean
  /** Instead of those of the product. */
  readonly exporters?: readonly Exporter[]
  /** One that another house has left; left out: a new one. */
  readonly database?: TestDatabase
}

/** The product, its gateway and its database, all real, on one frozen clock. */
export interface House {
  readonly simulator: Simulator
  readonly database: TestDatabase
  readonly app: NestExpressApplication
  readonly sync: SyncService
  readonly exports: ExportService
  readonly origin: string
  /** Answer of a GraphQL request over HTTP; throws when it has errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>
  /** Rows of a query on the product's database. */
  sql<T>(query: string, parameters?: unknown[]): Promise<T[]>
  /** A sync, from its start to its end, and the exports that follow it. */
  syncNow(scope?: Parameters<SyncService['start']>[0]['scope']): Promise<void>
  /** Resolves when neither sync nor export is under way. */
  settle(): Promise<void>
  /** Moves both clocks. */
  setClock(instant: string): void
  /** Moves both clocks minute by minute, firing each job of the product when it is due, and waiting for it. */
  liveUntil(instant: string): Promise<void>
  /** The product stops, as a process does that is asked to; the database stays. */
  leave(): Promise<void>
  close(): Promise<void>
}

class SimulatedClock extends Clock {
  constructor(private readonly simulator: Simulator) {
    super()
  }

  override now(): Instant {
    return this.simulator.clock.now()
  }
}

const inertScheduler = {}

export async function openHouse({
  now,
  simulator: options,
  env = {},
  scheduled = false,
  exporting = scheduled,
  noticing = scheduled,
  exporters,
  database: former,
}: HouseOptions): Promise<House> {
  const simulator = await startSimulator({ ...options, now: parseInstant(now), frozen: true })
  const database = former ?? (await createTestDatabase())
  const parsed = parseEnv({
    MED_API_URL: simulator.url,
    MED_CLIENT_SECRET: simulator.secret,
    SYNC_JITTER_MAX: 'PT0S',
    READ_BUDGET: 'PT5S',
    GATEWAY_TIMEOUT: 'PT5S',
    LOG_LEVEL: 'error',
    DATA_DIR: `/tmp/linky-house-${process.pid}`,
    ...env,
  })
  const building = Test.createTestingModule({
    imports: [
      AppModule.register({
        env: parsed,
        orm: ormOptions(database.address),
        clock: new SimulatedClock(simulator),
      }),
    ],
  })
  if (!scheduled) building.overrideProvider(SyncScheduler).useValue(inertScheduler)
  if (!exporting) building.overrideProvider(ExportScheduler).useValue(inertScheduler)
  if (!noticing) building.overrideProvider(NoticesScheduler).useValue(inertScheduler)
  if (exporters) building.overrideProvider(EXPORTERS).useValue(exporters)
  const app = (await building.compile()).createNestApplication<NestExpressApplication>({
    bodyParser: false,
    logger: ['error'],
  })
  configureHttp(app, parsed)
  await app.listen(0, '127.0.0.1')
  const jobs = [...app.get(SchedulerRegistry).getCronJobs().values()]
  for (const job of jobs) void job.stop()
  const sync = app.get(SyncService)
  const exports = app.get(ExportService)
  const settle = async () => {
    await sync.idle()
    if (exporting) {
      // Who listens to the end of a sync is told in the next turn of the loop.
      await nextTurn()
      await app.get(ExportScheduler).idle()
    }
    await exports.idle()
    if (noticing) {
      await nextTurn()
      await app.get(NoticesService).idle()
      await nextTurn()
      await exports.idle()
    }
  }
  await settle()
  const origin = await app.getUrl()

  const house: House = {
    simulator,
    database,
    app,
    sync,
    exports,
    origin,
    async ask<T>(query: string, variables: Record<string, unknown> = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      const answer = (await response.json()) as { data: T; errors?: unknown[] }
      if (answer.errors) throw new Error(JSON.stringify(answer.errors))
      return answer.data
    },
    sql: <T>(query: string, parameters: unknown[] = []) =>
      database.orm.em.fork().execute<T[]>(query, parameters),
    async syncNow(scope) {
      await sync.start({ trigger: 'CLOCK', ...(scope && { scope }) })
      await settle()
    },
    settle,
    setClock(instant) {
      simulator.clock.set(parseInstant(instant))
    },
    async liveUntil(instant) {
      const end = parseInstant(instant)
      while (simulator.clock.now() < end) {
        simulator.clock.advance(60_000)
        for (const job of jobs) {
          if (isDueAt(job.cronTime, simulator.clock.now())) {
            await job.fireOnTick()
            await settle()
          }
        }
      }
    },
    async leave() {
      await app.close()
      await simulator.stop()
    },
    async close() {
      await app.close()
      await database.close()
      await simulator.stop()
    },
  }
  return house
}

/** Whether a cron expression, read in Paris, fires at this very minute. */
function isDueAt(cronTime: CronTime, instant: Instant): boolean {
  const minuteBefore = new Date(instant - 60_000)
  const next = cronTime.getNextDateFrom(minuteBefore, 'Europe/Paris')
  return Math.abs(next.toMillis() - instant) < 1000
}
