import { defineEntity, p } from '@mikro-orm/core'

import type { StoredDataset } from '../../core/index.js'
import { pdlColumn, randomId } from '../../core/index.js'

const schema = defineEntity({
  name: 'CorrectionEntry',
  tableName: 'correction',
  properties: {
    id: randomId(),
    usagePointId: pdlColumn(),
    dataset: p.string().length(24).$type<StoredDataset>(),
    fromDate: p.date(),
    /** Day after the last. */
    toDate: p.date(),
    valueCount: p.integer(),
    differenceWh: p.double(),
    note: p.text().nullable(),
    /** null once undone. */
    batchId: p.integer().nullable(),
    createdAt: p.datetime(3),
    undoneAt: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['createdAt'] }],
})

/** What a person set by hand in one go, and whether it still stands. */
export class CorrectionEntry extends schema.class {}
schema.setClass(CorrectionEntry)
