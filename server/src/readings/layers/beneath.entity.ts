import { defineEntity, p } from '@mikro-orm/core'

import { pdlColumn } from '../../core/index.js'

const shared = () => ({
  /** 0 = the gateway. */
  batchId: p.integer().primary(),
  layer: p.smallint(),
  /** An erasure that no layer above covers: its interval or day is missing because of it. */
  inForce: p.boolean().default(false),
})

const curve = defineEntity({
  name: 'CurveBeneath',
  tableName: 'curve_beneath',
  properties: {
    usagePointId: pdlColumn().primary(),
    dataset: p.string().length(24).primary(),
    startAt: p.datetime(0).primary(),
    ...shared(),
    intervalMinutes: p.smallint(),
    /** null = erased. */
    powerW: p.integer().nullable(),
  },
  indexes: [
    { properties: ['usagePointId', 'dataset', 'startAt'], name: 'curve_beneath_in_force', where: 'in_force' },
  ],
})

/** Intervals that are kept and not shown: those that a layer above covers, and erasures. */
export class CurveBeneath extends curve.class {}
curve.setClass(CurveBeneath)

const day = defineEntity({
  name: 'DayBeneath',
  tableName: 'daily_beneath',
  properties: {
    usagePointId: pdlColumn().primary(),
    dataset: p.string().length(24).primary(),
    date: p.date().primary(),
    ...shared(),
    /** Wh, or VA of a peak; null = erased. */
    value: p.integer().nullable(),
    reachedAt: p.datetime(0).nullable(),
    writtenAt: p.datetime(3),
  },
  indexes: [
    { properties: ['usagePointId', 'dataset', 'date'], name: 'daily_beneath_in_force', where: 'in_force' },
  ],
})

/** The same for values of a whole day. */
export class DayBeneath extends day.class {}
day.setClass(DayBeneath)
