import { MikroOrmModule } from '@mikro-orm/nestjs'
import type { Options } from '@mikro-orm/postgresql'
import type { DynamicModule } from '@nestjs/common'
import { Module } from '@nestjs/common'

import { DemoSwitch, NoDemoSwitch } from './about/demo-switch.js'
import { Destinations } from './announcements/destinations.js'
import { Env } from './config/env.js'
import { Preferences } from './config/preferences.js'
import { SecretBox } from './config/secret-box.js'
import { Settings } from './config/settings.js'
import { EventBus } from './event-bus.js'
import { registerSecretsOf } from './log.js'
import { Clock } from './time/clock.js'

export interface CoreOptions {
  readonly env: Env
  /** Of ormOptions(). */
  readonly orm: Options
  /** Left out: the machine's clock, or the one of CLOCK_START. */
  readonly clock?: Clock
  /** Left out: this application stays on its household. */
  readonly demo?: DemoSwitch
}

/**
 * What every module may ask for: Env, Clock, the DemoSwitch, EventBus, Settings, Preferences, SecretBox, Destinations, MikroORM
 * and its EntityManager.
 */
@Module({})
export class CoreModule {
  static register({
    env,
    orm,
    clock = new Clock(env.CLOCK_START),
    demo = new NoDemoSwitch(),
  }: CoreOptions): DynamicModule {
    registerSecretsOf(env)
    return {
      module: CoreModule,
      global: true,
      imports: [MikroOrmModule.forRoot(orm)],
      providers: [
        { provide: Env, useValue: env },
        { provide: Clock, useValue: clock },
        { provide: DemoSwitch, useValue: demo },
        Destinations,
        EventBus,
        Preferences,
        SecretBox,
        Settings,
      ],
      exports: [Env, Clock, DemoSwitch, Destinations, EventBus, Preferences, SecretBox, Settings],
    }
  }
}
