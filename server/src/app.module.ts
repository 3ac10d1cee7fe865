import type { DynamicModule } from '@nestjs/common'
import { Module } from '@nestjs/common'
import { ScheduleModule } from '@nestjs/schedule'

import type { CoreOptions } from './core/index.js'
import { AboutResolver, ApiModule, CoreModule, HttpModule } from './core/index.js'
import { DownloadsModule } from './downloads/index.js'
import { EcowattModule } from './ecowatt/index.js'
import { ExportModule } from './export/index.js'
import { GatewayModule } from './gateway/index.js'
import { ImportsModule } from './imports/index.js'
import { LeavingModule } from './leaving/index.js'
import { NoticesModule } from './notices/index.js'
import { ReadingsModule } from './readings/index.js'
import { SolarModule } from './solar/index.js'
import { SyncModule } from './sync/index.js'
import { TariffsModule } from './tariffs/index.js'
import { TempoModule } from './tempo/index.js'

/** Assembles the house, bottom floor first; decides nothing. */
@Module({})
export class AppModule {
  static register(options: CoreOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.register(options),
        HttpModule,
        ApiModule,
        ScheduleModule.forRoot(),
        GatewayModule,
        ReadingsModule,
        TempoModule,
        EcowattModule,
        TariffsModule,
        ImportsModule,
        DownloadsModule,
        SolarModule,
        SyncModule,
        ExportModule,
        LeavingModule,
        NoticesModule,
      ],
      providers: [AboutResolver],
    }
  }
}
