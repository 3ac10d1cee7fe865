import { Module } from '@nestjs/common'

import { GatewayModule } from '../gateway/index.js'
import { EnergySeriesResolver } from './energy-series.resolver.js'
import { EnsureService } from './ensure.service.js'
import { ReadingsLayers } from './layers/readings-layers.service.js'
import { CorrectionsResolver } from './layers/corrections.resolver.js'
import { CorrectionsService } from './layers/corrections.service.js'
import { LoadCurveDayResolver } from './load-curve-day.resolver.js'
import { LoadCurveResolver } from './load-curve.resolver.js'
import { ReadingsChangedResolver } from './readings-changed.resolver.js'
import { ReadingsRepository } from './readings.repository.js'
import { ReadingsResolver } from './readings.resolver.js'
import { ReadingsService } from './readings.service.js'
import { UsagePointChangesResolver } from './usage-point-changes.resolver.js'
import { UsagePointsResolver } from './usage-points.resolver.js'
import { UsagePointsService } from './usage-points.service.js'

@Module({
  imports: [GatewayModule],
  providers: [
    EnsureService,
    ReadingsLayers,
    ReadingsRepository,
    ReadingsService,
    UsagePointsService,
    ReadingsResolver,
    EnergySeriesResolver,
    LoadCurveResolver,
    LoadCurveDayResolver,
    CorrectionsService,
    CorrectionsResolver,
    ReadingsChangedResolver,
    UsagePointsResolver,
    UsagePointChangesResolver,
  ],
  exports: [EnsureService, ReadingsLayers, ReadingsRepository, ReadingsService, UsagePointsService],
})
export class ReadingsModule {}
