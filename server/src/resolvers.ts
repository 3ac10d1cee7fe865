import type { Type } from '@nestjs/common'

import { AboutResolver } from './core/index.js'
import { DownloadsResolver } from './downloads/index.js'
import { EcowattResolver } from './ecowatt/index.js'
import { ExportRunsResolver, ExportTargetFieldsResolver, ExportTargetsResolver } from './export/index.js'
import { ImportsResolver } from './imports/index.js'
import { NoticesResolver, SettingsResolver } from './notices/index.js'
import {
  CorrectionsResolver,
  EnergySeriesResolver,
  LoadCurveDayResolver,
  LoadCurveResolver,
  ReadingsChangedResolver,
  ReadingsResolver,
  UsagePointChangesResolver,
  UsagePointsResolver,
} from './readings/index.js'
import { LeavingResolver } from './leaving/index.js'
import { SolarResolver } from './solar/index.js'
import { SyncResolver } from './sync/index.js'
import { tariffsResolvers } from './tariffs/index.js'
import { TempoResolver } from './tempo/index.js'

/** Every resolver class of the house: what print-schema prints. */
export const resolvers: Type[] = [
  AboutResolver,
  UsagePointsResolver,
  UsagePointChangesResolver,
  ReadingsResolver,
  EnergySeriesResolver,
  LoadCurveResolver,
  LoadCurveDayResolver,
  CorrectionsResolver,
  ReadingsChangedResolver,
  TempoResolver,
  EcowattResolver,
  ...tariffsResolvers,
  ImportsResolver,
  DownloadsResolver,
  SolarResolver,
  SyncResolver,
  ExportTargetsResolver,
  ExportTargetFieldsResolver,
  LeavingResolver,
  ExportRunsResolver,
  NoticesResolver,
  SettingsResolver,
]
