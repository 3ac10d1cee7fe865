export { Absence } from './absence.entity.js'
export { counterpartOf, otherRange } from './comparison.js'
export { coverageDays } from './coverage-answers.js'
export { Coverage } from './coverage.types.js'
export { baseLoad } from './curve-figures.js'
export { DailyConsumption, DailyProduction } from './daily-reading.entity.js'
export type { Quality } from './daily-reading.entity.js'
export { stepsOf } from './energy-points.js'
export { energySeries } from './energy-series.js'
export { EnergySeriesResolver } from './energy-series.resolver.js'
export { EnsureService } from './ensure.service.js'
export type { EnsureOptions, EnsureResult } from './ensure.service.js'
export { Comparison, Projection } from './figures.types.js'
export { historyOf, publicationOf } from './bounds.js'
export { ConsumptionCurve, ProductionCurve, SolarCurve } from './load-curve.entity.js'
export { CurveBeneath, DayBeneath } from './layers/beneath.entity.js'
export { CorrectionsResolver } from './layers/corrections.resolver.js'
export { CorrectionsService } from './layers/corrections.service.js'
export { CorrectionEntry } from './layers/correction.entity.js'
export { originOf, weakest } from './layers/layer.js'
export type { UpperLayer } from './layers/layer.js'
export type { LayerCounts, LayerPreview } from './layers/layer-preview.js'
export type { CurveDataset, LayerDay, LayerPeak, LayerRows, LayerSlot } from './layers/layer-rows.js'
export type { LayerChanges } from './layers/layer-writer.js'
export { lockMeter } from './layers/meter-lock.js'
export { ReadingBatch, ReadingBatchSpan } from './layers/reading-batch.entity.js'
export type { BatchOf, RowChunks } from './layers/readings-layers.service.js'
export { ReadingsLayers } from './layers/readings-layers.service.js'
export { curveDayOf } from './load-curve-days.js'
export { LoadCurveDayResolver } from './load-curve-day.resolver.js'
export { LoadCurveResolver } from './load-curve.resolver.js'
export type { Landing } from './projection.js'
export { landingOf } from './projection.js'
export { MaxPower } from './max-power.entity.js'
export { UsagePointChangesResolver } from './usage-point-changes.resolver.js'
export { ReadingsChangedResolver } from './readings-changed.resolver.js'
export { ReadingsModule } from './readings.module.js'
export { rangeOfPeriod } from './periods.js'
export type { CurveDayRow, DailyRow } from './readings.repository.js'
export { ReadingsRepository } from './readings.repository.js'
export { ReadingsResolver } from './readings.resolver.js'
export { ReadingsService } from './readings.service.js'
export type { RangeAsked } from './readings.service.js'
export {
  EnergyPoint,
  EnergySeries,
  LoadCurve,
  LoadCurveDay,
  MaxPowerSeries,
  RangeFields,
} from './readings.types.js'
export type { CurveBehind, EnergyBehind } from './readings.types.js'
export { UsagePoint } from './usage-point.entity.js'
export { TimeWindowInput } from './usage-point-input.types.js'
export { SeasonEnum, TimeWindow, UsagePointType } from './usage-point.types.js'
export { UsagePointResult, UsagePointsResolver, usagePointType } from './usage-points.resolver.js'
export {
  activationOf,
  directionsOf,
  FORGOTTEN,
  seriesOf,
  UsagePointsService,
} from './usage-points.service.js'
