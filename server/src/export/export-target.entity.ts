import { defineEntity, p } from '@mikro-orm/core'

import { randomId, writeTimes } from '../core/index.js'

const schema = defineEntity({
  name: 'ExportTarget',
  tableName: 'export_configs',
  properties: {
    id: randomId(),
    /** home_assistant, mqtt, victoriametrics, jeedom. */
    type: p.string().length(32),
    enabled: p.boolean().default(false),
    config: p.json<Record<string, unknown>>().defaultRaw(`'{}'`),
    lastExportAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
})

/** A configured destination. */
export class ExportTarget extends schema.class {}
schema.setClass(ExportTarget)
