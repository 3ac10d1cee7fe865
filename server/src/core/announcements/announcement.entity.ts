import { defineEntity, p } from '@mikro-orm/core'

import { writeTimes } from '../database/columns.js'
import type { TellableNotice } from './tellable-notice.js'

/**
 * waiting: to be told. sending: begun, and not known to have arrived. told: it is there.
 * doubtful: perhaps there, and never told again for that reason.
 */
export type AnnouncementState = 'waiting' | 'sending' | 'told' | 'doubtful'

const schema = defineEntity({
  name: 'Announcement',
  tableName: 'announcement',
  properties: {
    noticeId: p.uuid().primary(),
    exportConfigId: p.uuid().primary(),
    message: p.json<TellableNotice>(),
    /** Quiet hours end then. */
    notBefore: p.datetime(3),
    state: p.string().length(8).$type<AnnouncementState>().default('waiting'),
    ...writeTimes(),
  },
  indexes: [{ properties: ['exportConfigId', 'state'] }],
})

/** One notice on its way to one destination: once per pair, for ever. */
export class Announcement extends schema.class {}
schema.setClass(Announcement)
