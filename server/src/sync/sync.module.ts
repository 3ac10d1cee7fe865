import { Module } from '@nestjs/common'

import { EcowattModule } from '../ecowatt/index.js'
import { GatewayModule } from '../gateway/index.js'
import { ReadingsModule } from '../readings/index.js'
import { TariffsModule } from '../tariffs/index.js'
import { TempoModule } from '../tempo/index.js'
import { AccountService } from './account.service.js'
import { SyncOrders } from './sync-orders.service.js'
import { SyncPlanner } from './sync-planner.service.js'
import { SyncRunsRepository } from './sync-runs.repository.js'
import { SyncStatusService } from './sync-status.service.js'
import { SyncSteps } from './sync-step.service.js'
import { SyncResolver } from './sync.resolver.js'
import { SyncScheduler } from './sync.scheduler.js'
import { SyncService } from './sync.service.js'

@Module({
  imports: [GatewayModule, ReadingsModule, TempoModule, EcowattModule, TariffsModule],
  providers: [
    AccountService,
    SyncOrders,
    SyncPlanner,
    SyncRunsRepository,
    SyncScheduler,
    SyncService,
    SyncStatusService,
    SyncSteps,
    SyncResolver,
  ],
  exports: [SyncService],
})
export class SyncModule {}
