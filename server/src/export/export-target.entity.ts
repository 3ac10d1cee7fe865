import { defineEntity, p } from '@mikro-orm/core'

import type { Dataset, StoredProblem } from '../core/index.js'
import { randomId, writeTimes } from '../core/index.js'
import type { OptionValue } from './exporter.js'

/** What the options in force were when something last left: another place, or other names there, start from nothing. */
export interface Fingerprint {
  readonly place: string
  readonly rest: string
}

const schema = defineEntity({
  name: 'ExportTarget',
  tableName: 'export_configs',
  properties: {
    id: randomId(),
    /** home_assistant, mqtt, victoriametrics, jeedom. */
    type: p.string().length(32),
    name: p.text(),
    enabled: p.boolean().default(false),
    onChange: p.boolean().default(true),
    everyMs: p.bigint('number').nullable(),
    cron: p.text().nullable(),
    /** Empty = all. */
    pdls: p.json<readonly string[]>().defaultRaw(`'[]'`),
    /** Empty = all that the exporter carries. */
    datasets: p.json<readonly Dataset[]>().defaultRaw(`'[]'`),
    /** Options set by hand, without the secrets. */
    config: p.json<Readonly<Record<string, OptionValue>>>().defaultRaw(`'{}'`),
    /** Secrets set by hand, each encrypted, by option. */
    secrets: p.json<Readonly<Record<string, string>>>().defaultRaw(`'{}'`),
    /** What the exporter keeps between runs. */
    memory: p.json<Readonly<Record<string, unknown>>>().defaultRaw(`'{}'`),
    fingerprint: p.json<Fingerprint>().nullable(),
    /** Failures in a row. */
    failures: p.integer().default(0),
    /** Automatic runs wait until then; null beside a problem: until somebody acts. */
    retryAt: p.datetime(3).nullable(),
    problem: p.json<StoredProblem>().nullable(),
    /** Start of the newest sending. */
    lastTriedAt: p.datetime(3).nullable(),
    /** Start of the newest sending that was complete. */
    lastExportAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
})

/** A configured destination. */
export class ExportTarget extends schema.class {}
schema.setClass(ExportTarget)
