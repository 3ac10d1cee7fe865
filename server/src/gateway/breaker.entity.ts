import { defineEntity, p } from '@mikro-orm/core'

import type { Reason } from '../core/index.js'

import { BREAKER_CAUSES } from './breaker.js'

const schema = defineEntity({
  name: 'GatewayBreaker',
  tableName: 'gateway_breaker',
  properties: {
    /** A pdl, `*` for the gateway as a whole, the name of what has no meter, or one question about a scope. */
    pdl: p.text().primary(),
    cause: p.enum(BREAKER_CAUSES).primary(),
    code: p.text().$type<Reason>(),
    failures: p.integer(),
    openedAt: p.datetime(3).nullable(),
    retryAt: p.datetime(3).nullable(),
    message: p.text(),
    detail: p.text().nullable(),
    updatedAt: p.datetime(3),
  },
})

/** One cause of failure of one meter, until a success clears it. */
export class GatewayBreaker extends schema.class {}
schema.setClass(GatewayBreaker)
