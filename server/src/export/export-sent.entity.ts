import { defineEntity, p } from '@mikro-orm/core'

import { ExportTarget } from './export-target.entity.js'

const schema = defineEntity({
  name: 'ExportSent',
  tableName: 'export_sent',
  properties: {
    exportConfig: () => p.manyToOne(ExportTarget).primary().deleteRule('cascade'),
    dataset: p.string().length(24).primary(),
    /** Empty when the data belong to no meter. */
    usagePointId: p.string().length(14).primary(),
    date: p.date().primary(),
    /** That of the change log when the day was taken. */
    revision: p.bigint('number'),
    /** sending: begun, and not known to have arrived. */
    state: p.string().length(8).$type<'sending' | 'sent'>(),
    at: p.datetime(3),
  },
})

/** Which state of a day a destination holds. A day is pending when the change log knows another one. */
export class ExportSent extends schema.class {}
schema.setClass(ExportSent)
