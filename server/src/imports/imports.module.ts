import { Module } from '@nestjs/common'

import { ReadingsModule } from '../readings/index.js'
import { AdoptedMeters } from './adopted-meters.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { ImportComparison } from './import-comparison.service.js'
import { ImportFlights } from './import-flights.js'
import { ImportPreview } from './import-preview.service.js'
import { ImportReader } from './import-reader.service.js'
import { ImportsController } from './imports.controller.js'
import { ImportsResolver } from './imports.resolver.js'
import { ImportsScheduler } from './imports.scheduler.js'
import { ImportsService } from './imports.service.js'
import { Staging } from './staging.repository.js'
import { WatchedFolder } from './watched-folder.service.js'

@Module({
  imports: [ReadingsModule],
  controllers: [ImportsController],
  providers: [
    AdoptedMeters,
    FileImportsRepository,
    ImportComparison,
    ImportFlights,
    ImportPreview,
    ImportReader,
    ImportsResolver,
    ImportsScheduler,
    ImportsService,
    Staging,
    WatchedFolder,
  ],
  exports: [ImportReader, ImportsService, WatchedFolder],
})
export class ImportsModule {}
