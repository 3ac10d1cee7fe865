import { defineEntity, p } from '@mikro-orm/core'

import type { Dataset, RunState, StoredProblem, Trigger } from '../core/index.js'
import { randomId } from '../core/index.js'

const run = defineEntity({
  name: 'SyncRun',
  tableName: 'sync_run',
  properties: {
    id: randomId(),
    state: p.string().length(16).$type<RunState>(),
    trigger: p.string().length(16).$type<Trigger>(),
    startedAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
    problem: p.json<StoredProblem>().nullable(),
    steps: () => p.oneToMany(SyncStep).mappedBy('run').orderBy({ position: 'asc' }),
  },
  indexes: [{ properties: ['startedAt'] }],
})

/** One sync, recorded. */
export class SyncRun extends run.class {}
run.setClass(SyncRun)

const step = defineEntity({
  name: 'SyncStep',
  tableName: 'sync_step',
  properties: {
    id: randomId(),
    run: () => p.manyToOne(SyncRun).deleteRule('cascade'),
    position: p.integer(),
    dataset: p.string().length(24).$type<Dataset>(),
    usagePointId: p.string().length(14).nullable(),
    fromDate: p.date().nullable(),
    toDate: p.date().nullable(),
    state: p.string().length(16).$type<RunState>(),
    daysWanted: p.integer().default(0),
    daysGained: p.integer().default(0),
    cachedCalls: p.integer().default(0),
    freshCalls: p.integer().default(0),
    rejectedReadings: p.integer().default(0),
    problem: p.json<StoredProblem>().nullable(),
  },
  indexes: [{ properties: ['run', 'position'] }],
})

/** One dataset of one meter within a run. */
export class SyncStep extends step.class {}
step.setClass(SyncStep)
