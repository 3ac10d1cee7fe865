import { HttpModule } from '@nestjs/axios'
import { Module } from '@nestjs/common'

import { BreakerRepository } from './breaker.repository.js'
import { Breakers } from './breakers.service.js'
import { CallBudget } from './call-budget.service.js'
import { CallCountRepository } from './call-count.repository.js'
import { Credentials } from './credentials.js'
import { GatewayCalls } from './gateway.calls.js'
import { GatewayClient } from './gateway.client.js'
import { GatewayMarket } from './gateway.market.js'
import { GatewayService } from './gateway.service.js'
import { Pause } from './retry.js'

@Module({
  imports: [HttpModule],
  providers: [
    BreakerRepository,
    Breakers,
    CallBudget,
    CallCountRepository,
    Credentials,
    GatewayCalls,
    GatewayClient,
    GatewayMarket,
    GatewayService,
    Pause,
  ],
  exports: [Breakers, CallBudget, Credentials, GatewayMarket, GatewayService],
})
export class GatewayModule {}
