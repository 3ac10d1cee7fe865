import { Module } from '@nestjs/common'

import { EcowattModule } from '../ecowatt/index.js'
import { ReadingsModule } from '../readings/index.js'
import { TariffsModule } from '../tariffs/index.js'
import { TempoModule } from '../tempo/index.js'
import { CurveRows } from './curve-rows.service.js'
import { DownloadsController } from './downloads.controller.js'
import { DownloadsResolver } from './downloads.resolver.js'
import { DownloadsService } from './downloads.service.js'
import { EnergyRows } from './energy-rows.service.js'
import { GridRows } from './grid-rows.service.js'

@Module({
  imports: [ReadingsModule, TempoModule, EcowattModule, TariffsModule],
  controllers: [DownloadsController],
  providers: [CurveRows, DownloadsResolver, DownloadsService, EnergyRows, GridRows],
  exports: [DownloadsService],
})
export class DownloadsModule {}
