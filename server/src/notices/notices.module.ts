import type { Type } from '@nestjs/common'
import { Module } from '@nestjs/common'

import { EcowattModule } from '../ecowatt/index.js'
import { GatewayModule } from '../gateway/index.js'
import { ReadingsModule } from '../readings/index.js'
import { TariffsModule } from '../tariffs/index.js'
import { TempoModule } from '../tempo/index.js'
import { Alerts } from './alerts.service.js'
import { NoticesRepository } from './notices.repository.js'
import { NoticesResolver } from './notices.resolver.js'
import { NoticesScheduler } from './notices.scheduler.js'
import { NoticesService } from './notices.service.js'
import { SettingsResolver } from './settings.resolver.js'
import { SettingsService } from './settings.service.js'
import { ExportsWatch } from './watch/exports.watch.js'
import { GatewayWatch } from './watch/gateway.watch.js'
import { GridWatch } from './watch/grid.watch.js'
import { MoneyWatch } from './watch/money.watch.js'
import { ReadingsWatch } from './watch/readings.watch.js'
import type { Watch } from './watch/watch.js'
import { WATCHES } from './watch/watch.js'

/** A new watch is one line here. */
const watches: Type<Watch>[] = [GridWatch, GatewayWatch, ReadingsWatch, MoneyWatch, ExportsWatch]

@Module({
  imports: [GatewayModule, ReadingsModule, TempoModule, EcowattModule, TariffsModule],
  providers: [
    ...watches,
    { provide: WATCHES, useFactory: (...all: Watch[]) => all, inject: watches },
    Alerts,
    NoticesRepository,
    NoticesResolver,
    NoticesScheduler,
    NoticesService,
    SettingsResolver,
    SettingsService,
  ],
})
export class NoticesModule {}
