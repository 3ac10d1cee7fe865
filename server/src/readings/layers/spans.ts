import type { EntityManager } from '@mikro-orm/postgresql'

import type { DayRange, StoredDataset, StoredSeries } from '../../core/index.js'
import { addDays } from '../../core/index.js'

/** Whether a file or a hand has touched these days, or those beside them: if not, only the gateway speaks there. */
export async function isLayered(em: EntityManager, series: StoredSeries, range: DayRange): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from reading_batch_span
     where usage_point_id = ? and dataset = ? and from_date < ? and to_date > ? limit 1`,
    [series.pdl, series.dataset, addDays(range.to, 1), addDays(range.from, -1)],
  )
  return rows.length > 0
}

export interface BatchSpan extends DayRange {
  readonly dataset: StoredDataset
}

/** The days that a batch touches, by dataset. */
export function spansOf(em: EntityManager, batch: number): Promise<BatchSpan[]> {
  return em.execute<BatchSpan[]>(
    `select dataset, from_date::text as from, to_date::text as to from reading_batch_span
     where batch_id = ? order by dataset`,
    [batch],
  )
}

/** Widens the days that a batch touches. */
export async function widenSpan(
  em: EntityManager,
  { batch, series, range }: { batch: number; series: StoredSeries; range: DayRange },
): Promise<void> {
  await em.execute(
    `insert into reading_batch_span as held (batch_id, dataset, usage_point_id, from_date, to_date) values (?, ?, ?, ?, ?)
     on conflict (batch_id, dataset) do update
     set from_date = least(held.from_date, excluded.from_date), to_date = greatest(held.to_date, excluded.to_date)`,
    [batch, series.dataset, series.pdl, range.from, range.to],
    'run',
  )
}
