import { defineEntity, p } from '@mikro-orm/core'

import { pdlColumn } from '../../core/index.js'

const batch = defineEntity({
  name: 'ReadingBatch',
  tableName: 'reading_batch',
  properties: {
    /** Grows: within a layer, the newest batch wins. */
    id: p.integer().primary(),
    layer: p.smallint(),
    usagePointId: pdlColumn(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
  indexes: [{ properties: ['usagePointId'] }],
})

/** Values that came together, and can be taken away together: a file, a correction. */
export class ReadingBatch extends batch.class {}
batch.setClass(ReadingBatch)

const span = defineEntity({
  name: 'ReadingBatchSpan',
  tableName: 'reading_batch_span',
  properties: {
    batch: () => p.manyToOne(ReadingBatch).primary().deleteRule('cascade'),
    dataset: p.string().length(24).primary(),
    usagePointId: pdlColumn(),
    fromDate: p.date(),
    /** Day after the last. */
    toDate: p.date(),
  },
  indexes: [{ properties: ['usagePointId', 'dataset'] }],
})

/** The days that a batch touches: elsewhere a merge has nothing to look for. */
export class ReadingBatchSpan extends span.class {}
span.setClass(ReadingBatchSpan)
