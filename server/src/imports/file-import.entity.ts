import { defineEntity, p } from '@mikro-orm/core'

import type { Day, DayRange, Direction, SeriesDataset, StoredProblem } from '../core/index.js'
import { pdlColumn, randomId } from '../core/index.js'
import type { LayerCounts } from '../readings/index.js'
import type { FileReport } from './report.js'

/** Life of a file: READING, then PREVIEWED (or refused, with a problem), APPLIED, UNDONE. */
export const FILE_IMPORT_STATES = ['READING', 'PREVIEWED', 'APPLIED', 'UNDONE'] as const
export type FileImportState = (typeof FILE_IMPORT_STATES)[number]

/** What a file holds of one series. */
export interface StoredContent {
  /** As the file names it; null = it does not. */
  readonly pdl: string | null
  readonly dataset: SeriesDataset
  readonly range: DayRange
  /** Lengths of its slots, shortest first; empty for daily values. */
  readonly stepMinutes: readonly number[]
  readonly values: number
  /** Left out: the same time is told twice. */
  readonly dropped: number
  /** null for peaks. */
  readonly energyWh: number | null
  /** The file counts in steps of so many Wh. */
  readonly precisionWh: number
  /** Set against what is shown of the meter; null while that is not known. */
  readonly against: { readonly values: LayerCounts; readonly days: LayerCounts } | null
}

/** A total of the file, beside what is held of its days. */
export interface StoredTotal {
  readonly pdl: string | null
  readonly direction: Direction
  readonly from: Day
  readonly to: Day
  readonly energyWh: number
  /** null = some of its days are not held, or the meter is not known. */
  readonly heldWh: number | null
}

/** What an import put into the layers, to take it away again. */
export interface StoredBatch {
  readonly pdl: string
  readonly batch: number
}

const schema = defineEntity({
  name: 'FileImport',
  tableName: 'file_import',
  properties: {
    id: randomId(),
    fileName: p.text(),
    bytes: p.bigint('number'),
    state: p.string().length(16).$type<FileImportState>(),
    /** Of the watched folder: name, size and time, so that it is read once. null = sent. */
    folderKey: p.text().nullable(),
    /** The meter it is set against, or was applied to. */
    pdl: pdlColumn().nullable(),
    report: p.json<FileReport>().nullable(),
    contents: p.json<readonly StoredContent[]>().defaultRaw(`'[]'`),
    totals: p.json<readonly StoredTotal[]>().defaultRaw(`'[]'`),
    /** Of the change log, when it was set against what is held. */
    revision: p.bigint('number').nullable(),
    problem: p.json<StoredProblem & { readonly rule: string | null }>().nullable(),
    batches: p.json<readonly StoredBatch[]>().defaultRaw(`'[]'`),
    /** Meters that it made known. */
    adopted: p.json<readonly string[]>().defaultRaw(`'[]'`),
    onlyGaps: p.boolean().default(false),
    createdAt: p.datetime(3).defaultRaw('now()'),
    appliedAt: p.datetime(3).nullable(),
    undoneAt: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['createdAt'] }],
})

/** A file that was read in: what was understood, and what became of it. */
export class FileImport extends schema.class {}
schema.setClass(FileImport)
