import { Injectable } from '@nestjs/common'

import { Clock } from '../core/index.js'
import { EcowattService } from '../ecowatt/index.js'
import { ReadingsRepository } from '../readings/index.js'
import { PricingService } from '../tariffs/index.js'
import { TempoService } from '../tempo/index.js'
import type { ExportSource } from './export-source.js'
import { MeterFacts } from './meter-facts.service.js'
import type { SourceScope } from './stored-source.js'
import { StoredSource } from './stored-source.js'

/** Opens what is held to one destination. */
@Injectable()
export class ExportSources {
  constructor(
    private readonly meters: MeterFacts,
    private readonly readings: ReadingsRepository,
    private readonly tempo: TempoService,
    private readonly ecowatt: EcowattService,
    private readonly pricing: PricingService,
    private readonly clock: Clock,
  ) {}

  for(scope: SourceScope): ExportSource {
    const { meters, readings, tempo, ecowatt, pricing } = this
    return new StoredSource(this.clock.now(), { meters, readings, tempo, ecowatt, pricing }, scope)
  }
}
