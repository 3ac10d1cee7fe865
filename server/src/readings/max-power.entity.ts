import { defineEntity, p } from '@mikro-orm/core'

import { pdlColumn, writeTimes } from '../core/index.js'
import { aboveTheGateway } from './layers/layer-columns.js'

const schema = defineEntity({
  name: 'MaxPower',
  tableName: 'max_power',
  properties: {
    usagePointId: pdlColumn().primary(),
    date: p.date().primary(),
    reachedAt: p.datetime(0),
    powerVa: p.integer(),
    ...aboveTheGateway(),
    ...writeTimes(),
  },
  checks: [{ expression: 'power_va >= 0' }],
})

/** Highest apparent power drawn during one Paris day, and when. */
export class MaxPower extends schema.class {}
schema.setClass(MaxPower)
