import { Module } from '@nestjs/common'

import { ReadingsModule } from '../readings/index.js'
import { SolarResolver } from './solar.resolver.js'
import { SolarService } from './solar.service.js'

@Module({ imports: [ReadingsModule], providers: [SolarService, SolarResolver], exports: [SolarService] })
export class SolarModule {}
