import { Module } from '@nestjs/common'

import { HealthController } from './health.controller.js'
import { MetricsController } from './metrics.controller.js'
import { MetricsModule } from './metrics.js'

/** Health and metrics. The rest of HTTP stands before the routes: see configureHttp. */
@Module({ imports: [MetricsModule], controllers: [HealthController, MetricsController] })
export class HttpModule {}
