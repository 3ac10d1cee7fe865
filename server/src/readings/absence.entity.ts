import { defineEntity, p } from '@mikro-orm/core'

import type { Reason } from '../core/index.js'
import { pdlColumn } from '../core/index.js'

const schema = defineEntity({
  name: 'Absence',
  tableName: 'absence',
  properties: {
    usagePointId: pdlColumn().primary(),
    dataset: p.string().length(24).primary(),
    date: p.date().primary(),
    reason: p.string().length(32).$type<Reason>(),
    attempts: p.integer(),
    firstAskedAt: p.datetime(3),
    askedAt: p.datetime(3),
    /** null = never again, unless a person forces it. */
    nextTryAt: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['nextTryAt'] }],
})

/** A day that was asked and that the gateway does not have, whole or in part. */
export class Absence extends schema.class {}
schema.setClass(Absence)
