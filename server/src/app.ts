import 'reflect-metadata'

import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'

import { ormOptions } from '../mikro-orm.config.js'

import { AppModule } from './app.module.js'
import type { Clock, DatabaseAddress, DemoSwitch, Env } from './core/index.js'
import { configureHttp, MaskingLogger } from './core/index.js'

export interface AppOptions {
  readonly env: Env
  /** Of a database that is migrated. */
  readonly address: DatabaseAddress
  readonly clock?: Clock
  /** Left out: this application stays on its household. */
  readonly demo?: DemoSwitch
}

/** The whole product, initialised by nobody yet and listening nowhere: for main.ts and for the journeys. */
export async function createApp({ env, address, clock, demo }: AppOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.register({ env, orm: ormOptions(address), clock, demo }),
    {
      logger: new MaskingLogger(env.LOG_LEVEL),
      abortOnError: false,
      forceCloseConnections: true,
      bodyParser: false,
    },
  )
  configureHttp(app, env)
  return app
}
