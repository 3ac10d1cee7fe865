import { defineEntity, p } from '@mikro-orm/core'

const schema = defineEntity({
  name: 'CallCount',
  tableName: 'call_budget',
  properties: {
    /** `YYYY-MM-DD` of the UTC day that the gateway counts by. */
    utcDay: p.date().primary(),
    /** A pdl, or `account`: the sum of all, with what the gateway last said. */
    scope: p.text().primary(),
    cachedUsed: p.integer().default(0),
    freshUsed: p.integer().default(0),
    cachedLimit: p.integer().nullable(),
    freshLimit: p.integer().nullable(),
    /** Calls by any client of the account, as the gateway last said… */
    cachedSaid: p.integer().nullable(),
    freshSaid: p.integer().nullable(),
    /** …and ours at that moment. */
    cachedThen: p.integer().default(0),
    freshThen: p.integer().default(0),
  },
})

/** Calls of one UTC day, of one meter or of the account. */
export class CallCount extends schema.class {}
schema.setClass(CallCount)
