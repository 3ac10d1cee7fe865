import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, StoredSeries } from '../core/index.js'
import { curveTable } from './tables.js'

/** What the intervals that start in one Paris day add up to. */
export interface CurveSum {
  readonly day: Day
  readonly minutes: number
  /** Length of the finest interval. */
  readonly stepMinutes: number
  readonly wattMinutes: number
}

/** Days of a load curve that hold at least one interval, oldest first. */
export function curveSums(
  em: EntityManager,
  { pdl, dataset }: StoredSeries,
  range: DayRange,
): Promise<CurveSum[]> {
  // A range of the index per day: three times faster than working out the Paris day of each interval.
  return em.execute<CurveSum[]>(
    `select day::date::text as day, sums.*
     from generate_series(?::timestamp, ?::timestamp - interval '1 day', interval '1 day') as day
     cross join lateral (
       select sum(interval_minutes)::int as minutes, min(interval_minutes) as "stepMinutes",
         sum(power_w::bigint * interval_minutes)::float8 as "wattMinutes"
       from ${curveTable(dataset)}
       where usage_point_id = ?
         and start_at >= day at time zone 'Europe/Paris'
         and start_at < (day + interval '1 day') at time zone 'Europe/Paris'
     ) as sums
     where minutes is not null order by day`,
    [range.from, range.to, pdl],
  )
}
