import { defineEntity, p } from '@mikro-orm/core'

import type { ExportAction, RunState, StoredProblem, Trigger } from '../core/index.js'
import { randomId, writeTimes } from '../core/index.js'
import { ExportTarget } from './export-target.entity.js'
import type { ExportDifference } from './exporter.js'

/** The reference's words. */
export type ExportStatus = 'success' | 'partial' | 'error'

const schema = defineEntity({
  name: 'ExportRun',
  tableName: 'export_logs',
  properties: {
    id: randomId(),
    /** null once the destination is deleted. */
    exportConfig: () => p.manyToOne(ExportTarget).nullable().deleteRule('set null'),
    action: p.string().length(16).$type<ExportAction>(),
    trigger: p.string().length(16).$type<Trigger>(),
    state: p.string().length(16).$type<RunState>(),
    /** null while it runs. */
    status: p.string().length(16).$type<ExportStatus>().nullable(),
    recordsExported: p.integer().default(0),
    errorMessage: p.text().nullable(),
    problem: p.json<StoredProblem>().nullable(),
    differences: p.json<readonly ExportDifference[]>().defaultRaw(`'[]'`),
    log: p.json<readonly string[]>().defaultRaw(`'[]'`),
    durationMs: p.bigint('number').nullable(),
    startedAt: p.datetime(3),
    completedAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
  indexes: [{ properties: ['exportConfig', 'startedAt'] }, { properties: ['startedAt'] }],
})

/** One piece of work on a destination, recorded. */
export class ExportRun extends schema.class {}
schema.setClass(ExportRun)
