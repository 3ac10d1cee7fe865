import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Series } from '../../core/index.js'
import { minutesOf } from '../../core/index.js'

/** Minutes of each day that are missing because a person erased them. */
export async function erasedMinutes(
  em: EntityManager,
  { pdl, dataset }: Series,
  range: DayRange,
): Promise<Map<Day, number>> {
  const isCurve = dataset.endsWith('_CURVE')
  const rows = await em.execute<{ day: Day; minutes: number | null }[]>(
    isCurve
      ? `select (start_at at time zone 'Europe/Paris')::date::text as day, sum(interval_minutes)::int as minutes
         from curve_beneath where usage_point_id = ? and dataset = ? and in_force
           and start_at >= ?::timestamp at time zone 'Europe/Paris' and start_at < ?::timestamp at time zone 'Europe/Paris'
         group by 1`
      : `select date::text as day, null as minutes from daily_beneath
         where usage_point_id = ? and dataset = ? and in_force and date >= ? and date < ?`,
    [pdl, dataset, range.from, range.to],
  )
  return new Map(rows.map(({ day, minutes }) => [day, minutes ?? minutesOf(day)]))
}
