import { defineEntity, p } from '@mikro-orm/core'

import { pdlColumn, randomId, writeTimes } from '../core/index.js'
import { aboveTheGateway } from './layers/layer-columns.js'

/** 'measured': the index difference Enedis publishes. 'derived': the sum of a complete curve, until the index comes. */
export const QUALITIES = ['measured', 'derived'] as const
export type Quality = (typeof QUALITIES)[number]

const properties = () => ({
  id: randomId(),
  usagePointId: pdlColumn(),
  date: p.date(),
  valueWh: p.integer(),
  quality: p.string().length(16).$type<Quality>(),
  ...aboveTheGateway(),
  ...writeTimes(),
})

const consumption = defineEntity({
  name: 'DailyConsumption',
  tableName: 'consumption_daily',
  properties: properties(),
  uniques: [{ properties: ['usagePointId', 'date'] }],
  checks: [{ expression: 'value_wh >= 0' }],
})

/** Energy drawn during one Paris day. */
export class DailyConsumption extends consumption.class {}
consumption.setClass(DailyConsumption)

const production = defineEntity({
  name: 'DailyProduction',
  tableName: 'production_daily',
  properties: properties(),
  uniques: [{ properties: ['usagePointId', 'date'] }],
  checks: [{ expression: 'value_wh >= 0' }],
})

/** Energy injected during one Paris day. */
export class DailyProduction extends production.class {}
production.setClass(DailyProduction)
