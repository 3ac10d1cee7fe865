import type { EntityManager } from '@mikro-orm/postgresql'

import type { Dataset } from '../energy.js'
import type { Day } from '../time/paris.js'

/**
 * Notes that values of these days changed. To be called with the EntityManager of the transaction that changed them,
 * so that a change and its note live or die together.
 * @param pdl the meter; null for data that belong to none (Tempo, EcoWatt).
 */
export async function recordChanges(
  em: EntityManager,
  { pdl, dataset, days }: { pdl: string | null; dataset: Dataset; days: readonly Day[] },
): Promise<void> {
  if (days.length === 0) return
  await em.execute(
    `insert into change_log (dataset, usage_point_id, date, revision)
     select ?, ?, day, nextval('change_revision') from unnest(?::date[]) as day
     on conflict (dataset, usage_point_id, date) do update
     set revision = excluded.revision, changed_at = clock_timestamp()`,
    [dataset, pdl ?? '', `{${days.join(',')}}`],
  )
}
