import { defineEntity, p } from '@mikro-orm/core'

import { pdlColumn } from '../core/index.js'
import { aboveTheGateway } from './layers/layer-columns.js'

const properties = () => ({
  usagePointId: pdlColumn().primary(),
  startAt: p.datetime(0).primary(),
  intervalMinutes: p.smallint(),
  powerW: p.integer(),
  ...aboveTheGateway(),
})

const consumption = defineEntity({
  name: 'ConsumptionCurve',
  tableName: 'consumption_load_curve',
  properties: properties(),
  checks: [{ expression: 'power_w >= 0 and interval_minutes >= 1 and interval_minutes <= 60' }],
})

/** Mean power drawn over one interval. */
export class ConsumptionCurve extends consumption.class {}
consumption.setClass(ConsumptionCurve)

const production = defineEntity({
  name: 'ProductionCurve',
  tableName: 'production_load_curve',
  properties: properties(),
  checks: [{ expression: 'power_w >= 0 and interval_minutes >= 1 and interval_minutes <= 60' }],
})

/** Mean power injected over one interval. */
export class ProductionCurve extends production.class {}
production.setClass(ProductionCurve)

const solar = defineEntity({
  name: 'SolarCurve',
  tableName: 'solar_load_curve',
  properties: properties(),
  checks: [{ expression: 'power_w >= 0 and interval_minutes >= 1 and interval_minutes <= 60' }],
})

/** Mean power made by the panels over one interval: what no meter of the grid sees. */
export class SolarCurve extends solar.class {}
solar.setClass(SolarCurve)
