import type { Type } from '@nestjs/common'
import { Module } from '@nestjs/common'

import { EcowattModule } from '../ecowatt/index.js'
import { GatewayModule } from '../gateway/index.js'
import { ReadingsModule } from '../readings/index.js'
import { TariffsModule } from '../tariffs/index.js'
import { TempoModule } from '../tempo/index.js'
import { ExportLeaving } from './export-leaving.service.js'
import { Announcements } from './announcements.repository.js'
import { DestinationBoard } from './destination-board.js'
import { ExportLook } from './export-look.service.js'
import { ExportOptions } from './export-options.service.js'
import { ExportOrders } from './export-orders.service.js'
import { ExportRunsRepository } from './export-runs.repository.js'
import { ExportRunsResolver } from './export-runs.resolver.js'
import { ExportSources } from './export-source.service.js'
import { ExportTargetFieldsResolver } from './export-target-fields.resolver.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import { ExportTargetsResolver } from './export-targets.resolver.js'
import { ExportTargets } from './export-targets.service.js'
import { ExportWork } from './export-work.service.js'
import { ExportScheduler } from './export.scheduler.js'
import { ExportService } from './export.service.js'
import type { Exporter } from './exporter.js'
import { HomeAssistantExporter } from './home-assistant/home-assistant.exporter.js'
import { JeedomExporter } from './jeedom/jeedom.exporter.js'
import { MeterFacts } from './meter-facts.service.js'
import { MqttKeeper } from './mqtt/keeper.js'
import { MqttExporter } from './mqtt/mqtt.exporter.js'
import { Outbox } from './outbox.repository.js'
import { PriceTurns } from './price-turns.service.js'
import { ExporterRegistry, EXPORTERS } from './registry.js'
import { NtfyExporter } from './ntfy/ntfy.exporter.js'
import { Tellings } from './tellings.service.js'
import { VictoriaMetricsExporter } from './victoria-metrics/victoria-metrics.exporter.js'
import { WebhookExporter } from './webhook/webhook.exporter.js'

/** A new exporter is one line here. */
const exporters: Type<Exporter>[] = [
  HomeAssistantExporter,
  MqttExporter,
  VictoriaMetricsExporter,
  JeedomExporter,
  WebhookExporter,
  NtfyExporter,
]

@Module({
  imports: [GatewayModule, ReadingsModule, TempoModule, EcowattModule, TariffsModule],
  providers: [
    ...exporters,
    MqttKeeper,
    { provide: EXPORTERS, useFactory: (...all: Exporter[]) => all, inject: exporters },
    ExporterRegistry,
    ExportLeaving,
    Announcements,
    DestinationBoard,
    Tellings,
    ExportLook,
    ExportOptions,
    ExportOrders,
    ExportRunsRepository,
    ExportRunsResolver,
    ExportScheduler,
    ExportService,
    ExportSources,
    ExportTargets,
    ExportTargetsRepository,
    ExportTargetsResolver,
    ExportTargetFieldsResolver,
    ExportWork,
    MeterFacts,
    Outbox,
    PriceTurns,
  ],
  exports: [ExportLeaving, ExportService],
})
export class ExportModule {}
