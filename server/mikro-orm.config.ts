import { join } from 'node:path'

import { Migrator } from '@mikro-orm/migrations'
import { defineConfig } from '@mikro-orm/postgresql'
import { Logger } from '@nestjs/common'

import { migrations } from './migrations/index.js'
import type { DatabaseAddress } from './src/core/index.js'
import {
  addressOf,
  Announcement,
  Change,
  ConfigEntry,
  ormAddressOf,
  parseEnv,
  startEmbeddedPostgres,
  StorageDriver,
} from './src/core/index.js'

import { EcowattHour } from './src/ecowatt/index.js'
import { ExportRun, ExportSent, ExportTarget } from './src/export/index.js'
import { CallCount, GatewayBreaker } from './src/gateway/index.js'
import { FileImport, FileImportDay } from './src/imports/index.js'
import { StoredNotice } from './src/notices/index.js'
import {
  Absence,
  ConsumptionCurve,
  CorrectionEntry,
  CurveBeneath,
  DailyConsumption,
  DailyProduction,
  DayBeneath,
  MaxPower,
  ProductionCurve,
  ReadingBatch,
  ReadingBatchSpan,
  SolarCurve,
  UsagePoint,
} from './src/readings/index.js'
import { SyncRun, SyncStep } from './src/sync/index.js'
import { ContractPeriod, Contribution, Offer } from './src/tariffs/index.js'
import { TempoCalendarDay, TempoForecast } from './src/tempo/index.js'

const logger = new Logger('MikroORM')
const entities = [
  ConfigEntry,
  Change,
  Announcement,
  CallCount,
  GatewayBreaker,
  UsagePoint,
  DailyConsumption,
  DailyProduction,
  ConsumptionCurve,
  ProductionCurve,
  MaxPower,
  SolarCurve,
  ReadingBatch,
  ReadingBatchSpan,
  CurveBeneath,
  DayBeneath,
  CorrectionEntry,
  Absence,
  TempoCalendarDay,
  TempoForecast,
  EcowattHour,
  Offer,
  ContractPeriod,
  Contribution,
  FileImport,
  FileImportDay,
  SyncRun,
  SyncStep,
  ExportTarget,
  ExportRun,
  ExportSent,
  StoredNotice,
]

/** The one description of the database, for the product, the tests and the command line. */
export function ormOptions(address: DatabaseAddress) {
  return defineConfig({
    ...ormAddressOf(address),
    driver: StorageDriver,
    entities,
    extensions: [Migrator],
    forceUtcTimezone: true,
    pool: { min: 0, max: 10 },
    colors: false,
    logger: (message) => {
      logger.debug(message)
    },
    migrations: {
      migrationsList: migrations,
      pathTs: 'migrations',
      path: 'migrations',
      emit: 'ts',
      snapshotName: '.snapshot',
      snapshotOnMigrate: false,
    },
  })
}

/** For MikroORM's command line: the database of the environment, or our own. */
export default async function commandLineOptions() {
  const env = parseEnv(process.env)
  if (env.DATABASE_URL !== undefined) return ormOptions(addressOf(env.DATABASE_URL))
  const postgres = await startEmbeddedPostgres({ folder: join(env.DATA_DIR, 'postgres') })
  if (!postgres.adopted) process.once('beforeExit', () => void postgres.stop())
  return ormOptions(postgres.address)
}
