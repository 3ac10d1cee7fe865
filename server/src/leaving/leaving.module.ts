import { Module } from '@nestjs/common'

import { ExportModule } from '../export/index.js'
import { ReadingsModule } from '../readings/index.js'
import { SolarModule } from '../solar/index.js'
import { LeavingResolver } from './leaving.resolver.js'
import { LeavingService } from './leaving.service.js'

@Module({
  imports: [ReadingsModule, SolarModule, ExportModule],
  providers: [LeavingService, LeavingResolver],
})
export class LeavingModule {}
