import { Module } from '@nestjs/common'

import { EcowattModule } from '../ecowatt/index.js'
import { GatewayModule } from '../gateway/index.js'
import { ReadingsModule } from '../readings/index.js'
import { TempoModule } from '../tempo/index.js'
import { MarketService } from './market.service.js'
import { OffersService } from './offers.service.js'
import { TimelineService } from './timeline.service.js'

@Module({
  imports: [GatewayModule, ReadingsModule, TempoModule, EcowattModule],
  providers: [MarketService, OffersService, TimelineService],
  exports: [MarketService, OffersService, TimelineService],
})
export class TariffsModule {}
