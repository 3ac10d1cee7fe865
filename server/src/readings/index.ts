export { Absence } from './absence.entity.js'
export { counterpartOf, otherRange } from './comparison.js'
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
export { ConsumptionCurve, ProductionCurve } from './load-curve.entity.js'
export { curveDayOf } from './load-curve-days.js'
export { LoadCurveResolver } from './load-curve.resolver.js'
export { MaxPower } from './max-power.entity.js'
export { ReadingsChangedResolver } from './readings-changed.resolver.js'
export { ReadingsModule } from './readings.module.js'
export type { CurveDayRow } from './readings.repository.js'
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
export { SeasonEnum, TimeWindow, UsagePointType } from './usage-point.types.js'
export { UsagePointResult, UsagePointsResolver, usagePointType } from './usage-points.resolver.js'
export { activationOf, directionsOf, seriesOf, UsagePointsService } from './usage-points.service.js'
