import { Module } from '@nestjs/common'

import { GatewayModule } from '../gateway/index.js'
import { TempoResolver } from './tempo.resolver.js'
import { TempoService } from './tempo.service.js'

@Module({ imports: [GatewayModule], providers: [TempoService, TempoResolver], exports: [TempoService] })
export class TempoModule {}
