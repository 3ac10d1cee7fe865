import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Series } from '../core/index.js'
import { minutesOf } from '../core/index.js'
import { curveTable, dailyTable } from './tables.js'

/** What is held of one day. */
export interface KnownDay {
  /** Minutes that the intervals held cover. */
  readonly minutes: number
  /** Length of the finest interval; that of the day for a daily value. */
  readonly stepMinutes: number
}

/** How much of each day is held. A day is held when its intervals cover its 23, 24 or 25 hours. */
export class KnownDays {
  constructor(private readonly byDay: ReadonlyMap<Day, KnownDay>) {}

  get(day: Day): KnownDay | undefined {
    return this.byDay.get(day)
  }

  readonly isHeld = (day: Day): boolean => {
    const known = this.byDay.get(day)
    return known !== undefined && known.minutes >= minutesOf(day)
  }

  /** Days held from end to end. */
  held(): Day[] {
    return [...this.byDay.keys()].filter(this.isHeld)
  }
}

/** What is held of a series. A derived daily value does not count: the measured one is still wanted. */
export async function knownDays(em: EntityManager, series: Series, range: DayRange): Promise<KnownDays> {
  const rows = await em.execute<{ day: Day; minutes: number | null; step: number | null }[]>(
    knownSql(series),
    [series.pdl, range.from, range.to],
  )
  return new KnownDays(
    new Map(
      rows.map(({ day, minutes, step }) => [
        day,
        { minutes: minutes ?? minutesOf(day), stepMinutes: step ?? minutesOf(day) },
      ]),
    ),
  )
}

function knownSql({ dataset }: Series): string {
  if (dataset.endsWith('_CURVE')) {
    return `select day::text, sum(interval_minutes)::int as minutes, min(interval_minutes) as step
      from (
        select (start_at at time zone 'Europe/Paris')::date as day, interval_minutes from ${curveTable(dataset)}
        where usage_point_id = ?
          and start_at >= ?::timestamp at time zone 'Europe/Paris' and start_at < ?::timestamp at time zone 'Europe/Paris'
      ) as slots
      group by day order by day`
  }
  const table = dataset === 'MAX_POWER' ? 'max_power' : dailyTable(dataset)
  const measured = dataset === 'MAX_POWER' ? '' : `and quality = 'measured'`
  return `select date::text as day, null as minutes, null as step from ${table}
    where usage_point_id = ? and date >= ? and date < ? ${measured} order by date`
}
