import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type {
  CurveReading,
  Day,
  DayRange,
  Instant,
  Origin,
  Reason,
  Series,
  StoredSeries,
} from '../core/index.js'
import { EventBus, rangesOf, recordChanges } from '../core/index.js'
import type { AnyReading } from '../gateway/index.js'
import type { AbsentDay, Merge, Merged } from './merge.js'
import { mergeWindow } from './merge.js'
import type { KnownDays } from './known-days.js'
import { knownDays } from './known-days.js'
import { erasedMinutes } from './layers/erased.js'
import { mergeBeneath } from './layers/merge-beneath.js'
import { lockMeter } from './layers/meter-lock.js'
import { originsOf } from './layers/origins.js'
import { curveTable, dailyTable } from './tables.js'
import type { Quality } from './daily-reading.entity.js'

/** One Paris day of a load curve, in columns aligned with each other. */
export interface CurveDayRow {
  readonly day: Day
  /** Seconds since 1970 of each interval's start, oldest first. */
  readonly starts: readonly number[]
  readonly minutes: readonly number[]
  readonly watts: readonly number[]
  /** Start and layer of the intervals that are not the gateway's; left out or null when all are. */
  readonly above?: readonly (readonly [start: number, layer: number])[] | null
}

export interface DailyRow {
  readonly day: Day
  readonly energyWh: number
  readonly quality: Quality
  /** Left out or null: the gateway's. */
  readonly layer?: number | null
}

export interface MaxPowerRow {
  readonly day: Day
  readonly at: number
  readonly powerVa: number
}

/** The only door to stored readings: find, held, merge. */
@Injectable()
export class ReadingsRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly bus: EventBus,
  ) {}

  private get db(): EntityManager {
    return this.em.fork()
  }

  /** One window, one transaction; the event follows the commit and names only what changed. */
  async merge(series: Series, readings: readonly AnyReading[], merge: Merge): Promise<Merged> {
    const merged = await this.db.transactional((em) => mergeWindow(em, series, readings, merge))
    for (const [dataset, days] of merged.changed) {
      if (days.length > 0)
        this.bus.publish('ReadingsMerged', { pdl: series.pdl, dataset, ranges: rangesOf(days) })
    }
    return merged
  }

  /** True production as it comes: the lowest layer of its series, in one transaction. */
  async mergeSolar(pdl: string, readings: readonly CurveReading[]): Promise<void> {
    const series = { pdl, dataset: 'SOLAR_CURVE' } as const
    const days = await this.db.transactional(async (em) => {
      await lockMeter(em, pdl)
      const changed = (await mergeBeneath(em, series, readings)).sort()
      await recordChanges(em, { ...series, days: changed })
      return changed
    })
    if (days.length > 0) this.bus.publish('ReadingsMerged', { ...series, ranges: rangesOf(days) })
  }

  known(series: Series, range: DayRange): Promise<KnownDays> {
    return knownDays(this.db, series, range)
  }

  /** Days of which a person erased something that nothing above gives back. */
  async erased(series: Series, range: DayRange): Promise<Day[]> {
    return [...(await erasedMinutes(this.db, series, range)).keys()]
  }

  /** Days of a daily series that the gateway gave since an instant. */
  async writtenSince(series: Series, range: DayRange, since: Instant): Promise<ReadonlySet<Day>> {
    if (!series.dataset.endsWith('_DAILY')) return new Set()
    const rows = await this.db.execute<{ day: Day }[]>(
      `select date::text as day from ${dailyTable(series.dataset)}
       where usage_point_id = ? and date >= ? and date < ? and updated_at >= to_timestamp(?) and quality = 'measured' and layer is null`,
      [series.pdl, range.from, range.to, since / 1000],
    )
    return new Set(rows.map(({ day }) => day))
  }

  async absences(series: Series, range: DayRange): Promise<ReadonlyMap<Day, AbsentDay>> {
    const rows = await this.db.execute<
      { day: Day; reason: Reason; attempts: number; first: number; next: number | null }[]
    >(
      `select date::text as day, reason, attempts, extract(epoch from first_asked_at)::float8 as first,
         extract(epoch from next_try_at)::float8 as next
       from absence where usage_point_id = ? and dataset = ? and date >= ? and date < ? order by date`,
      [series.pdl, series.dataset, range.from, range.to],
    )
    return new Map(
      rows.map(({ day, reason, attempts, first, next }) => [
        day,
        {
          day,
          reason,
          attempts,
          firstAskedAt: Math.round(first * 1000),
          nextTryAt: next === null ? null : Math.round(next * 1000),
        },
      ]),
    )
  }

  /** The next instant at which an absent day of an active meter is asked again; empty when there is none. */
  async nextTries(now: Instant): Promise<Instant[]> {
    const rows = await this.db.execute<{ at: number | null }[]>(
      `select extract(epoch from min(next_try_at))::float8 * 1000 as at from absence
       join usage_point on pdl = usage_point_id and active where next_try_at > to_timestamp(?)`,
      [now / 1000],
    )
    return rows.flatMap(({ at }) => (at === null ? [] : [at]))
  }

  /** Oldest and newest day of a series that holds a value; null when it holds none. */
  async extent(series: StoredSeries): Promise<{ first: Day; last: Day } | null> {
    const { pdl, dataset } = series
    const [column, table] =
      dataset === 'SOLAR_CURVE' || dataset.endsWith('_CURVE')
        ? [`(start_at at time zone 'Europe/Paris')::date`, curveTable(dataset)]
        : ['date', dataset === 'MAX_POWER' ? 'max_power' : dailyTable(dataset)]
    const key = dataset.endsWith('_CURVE') ? 'start_at' : 'date'
    const [row] = await this.db.execute<{ first: Day | null; last: Day | null }[]>(
      `select
         (select ${column}::text as day from ${table} where usage_point_id = ? order by ${key} limit 1) as first,
         (select ${column}::text as day from ${table} where usage_point_id = ? order by ${key} desc limit 1) as last`,
      [pdl, pdl],
    )
    return row?.first && row.last ? { first: row.first, last: row.last } : null
  }

  /** Length that every interval of a curve has; null when they differ, or there is none. */
  async stepMinutes({ pdl, dataset }: StoredSeries, range: DayRange): Promise<number | null> {
    const [row] = await this.db.execute<{ shortest: number | null; longest: number | null }[]>(
      `select min(interval_minutes) as shortest, max(interval_minutes) as longest from ${curveTable(dataset)}
       where usage_point_id = ? and start_at >= ?::timestamp at time zone 'Europe/Paris'
         and start_at < ?::timestamp at time zone 'Europe/Paris'`,
      [pdl, range.from, range.to],
    )
    return row && row.shortest === row.longest ? row.shortest : null
  }

  /** Daily energy, oldest first, measured or derived. */
  daily(series: Series, range: DayRange): Promise<DailyRow[]> {
    return this.db.execute<DailyRow[]>(
      `select date::text as day, value_wh as "energyWh", quality, layer from ${dailyTable(series.dataset)}
       where usage_point_id = ? and date >= ? and date < ? order by date`,
      [series.pdl, range.from, range.to],
    )
  }

  /** Load curve by Paris day, oldest first. */
  curve(series: StoredSeries, range: DayRange): Promise<CurveDayRow[]> {
    return this.db.execute<CurveDayRow[]>(curveSql(curveTable(series.dataset)), [
      range.from,
      range.to,
      series.pdl,
    ])
  }

  /** Weakest origin of each day that holds something a file or a hand brought. */
  async origins(series: Series, range: DayRange): Promise<ReadonlyMap<Day, Origin>> {
    return originsOf(this.db, series, range)
  }

  maxPower(pdl: string, range: DayRange): Promise<MaxPowerRow[]> {
    return this.db.execute<MaxPowerRow[]>(
      `select date::text as day, extract(epoch from reached_at)::float8 * 1000 as at, power_va as "powerVa"
       from max_power where usage_point_id = ? and date >= ? and date < ? order by date`,
      [pdl, range.from, range.to],
    )
  }
}

/** By day, each a range of the index: already in order, and no interval asks which Paris day it falls in. */
const curveSql = (table: string) => `
  select day::date::text as day, slots.*
  from generate_series(?::timestamp, ?::timestamp - interval '1 day', interval '1 day') as day
  cross join lateral (
    select json_agg(date_part('epoch', start_at)::bigint) as starts, json_agg(interval_minutes) as minutes,
      json_agg(power_w) as watts,
      json_agg(json_build_array(date_part('epoch', start_at)::bigint, layer)) filter (where layer is not null) as above
    from (
      select start_at, interval_minutes, power_w, layer from ${table}
      where usage_point_id = ?
        and start_at >= day at time zone 'Europe/Paris'
        and start_at < (day + interval '1 day') at time zone 'Europe/Paris'
      order by start_at
    ) as held
  ) as slots
  where starts is not null order by day`
