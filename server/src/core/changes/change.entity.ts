import { defineEntity, p } from '@mikro-orm/core'

const schema = defineEntity({
  name: 'Change',
  tableName: 'change_log',
  properties: {
    dataset: p.string().length(24).primary(),
    /** Empty when the data belong to no meter. */
    usagePointId: p.string().length(14).primary(),
    date: p.date().primary(),
    /** Grows with each change, over all rows: a reader's place in the log. */
    revision: p.bigint('number'),
    changedAt: p.datetime(3).defaultRaw('clock_timestamp()'),
  },
  indexes: [{ properties: ['revision'] }],
})

/** One row per changed day: what exporters have not seen yet. */
export class Change extends schema.class {}
schema.setClass(Change)
