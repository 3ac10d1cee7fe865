import { defineEntity, p } from '@mikro-orm/core'

import type { NoticeKind, NoticeLevel, Reason, Text } from '../core/index.js'
import { pdlColumn, randomId, writeTimes } from '../core/index.js'

const schema = defineEntity({
  name: 'StoredNotice',
  tableName: 'notice',
  properties: {
    id: randomId(),
    /** The fact: the same key is the same fact, unless their ranges lie apart. */
    key: p.text(),
    kind: p.string().length(24).$type<NoticeKind>(),
    level: p.string().length(8).$type<NoticeLevel>(),
    usagePointId: pdlColumn().nullable(),
    exportConfigId: p.uuid().nullable(),
    fromDate: p.date().nullable(),
    /** Day after the last. */
    toDate: p.date().nullable(),
    reason: p.string().length(32).$type<Reason>().nullable(),
    text: p.json<Text>(),
    since: p.datetime(3),
    dismissedAt: p.datetime(3).nullable(),
    /** The fact is no more; kept, so that it does not speak again when it comes back at once. */
    goneAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
  indexes: [{ properties: ['key'] }, { properties: ['since'] }],
})

/** A fact that spoke. */
export class StoredNotice extends schema.class {}
schema.setClass(StoredNotice)
