import { defineEntity, p } from '@mikro-orm/core'

import { randomId, writeTimes } from '../core/index.js'
import { ExportTarget } from './export-target.entity.js'

const schema = defineEntity({
  name: 'ExportRun',
  tableName: 'export_logs',
  properties: {
    id: randomId(),
    exportConfig: () => p.manyToOne(ExportTarget).deleteRule('cascade'),
    /** success, partial or error. */
    status: p.string().length(16),
    recordsExported: p.integer().default(0),
    errorMessage: p.text().nullable(),
    startedAt: p.datetime(3),
    completedAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
  indexes: [{ properties: ['exportConfig', 'startedAt'] }],
})

/** One delivery to a destination, recorded. */
export class ExportRun extends schema.class {}
schema.setClass(ExportRun)
