import type { EntityManager } from '@mikro-orm/postgresql'

import type { Instant } from '../time/paris.js'
import type { TellableNotice } from './tellable-notice.js'

/**
 * Hands a notice over to destinations. To be called with the EntityManager of the transaction that raises it, so that a
 * notice and what is to be said of it live or die together. What was handed over once is never handed over again.
 */
export async function announce(
  em: EntityManager,
  message: TellableNotice,
  { targetIds, notBefore }: { targetIds: readonly string[]; notBefore: Instant },
): Promise<void> {
  if (targetIds.length === 0) return
  await em.execute(
    `insert into announcement (notice_id, export_config_id, message, not_before)
     select ?, target, ?::jsonb, to_timestamp(?) from unnest(?::uuid[]) as target
     on conflict do nothing`,
    [message.id, JSON.stringify(message), notBefore / 1000, `{${targetIds.join(',')}}`],
    'run',
  )
}

/** What has not left yet is not said any more: the fact is gone. */
export async function withdraw(em: EntityManager, noticeIds: readonly string[]): Promise<void> {
  if (noticeIds.length === 0) return
  await em.execute(
    `delete from announcement where notice_id = any(?::uuid[]) and state = 'waiting'`,
    [`{${noticeIds.join(',')}}`],
    'run',
  )
}
