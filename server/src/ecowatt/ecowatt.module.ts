import { Module } from '@nestjs/common'

import { GatewayModule } from '../gateway/index.js'
import { EcowattResolver } from './ecowatt.resolver.js'
import { EcowattService } from './ecowatt.service.js'

@Module({ imports: [GatewayModule], providers: [EcowattService, EcowattResolver], exports: [EcowattService] })
export class EcowattModule {}
