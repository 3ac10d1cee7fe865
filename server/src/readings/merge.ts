import type { EntityManager } from '@mikro-orm/postgresql'

import type {
  CurveReading,
  DailyReading,
  Dataset,
  Day,
  DayRange,
  Instant,
  MaxPowerReading,
  Reason,
  Series,
} from '../core/index.js'
import { directionOf, recordChanges } from '../core/index.js'
import type { AnyReading } from '../gateway/index.js'
import type { KnownDays } from './known-days.js'
import { knownDays } from './known-days.js'
import { resolveOverlaps } from './overlaps.js'
import { curveTable, dailyTable } from './tables.js'

/** A day that was asked and did not come whole. */
export interface AbsentDay {
  readonly day: Day
  readonly reason: Reason
  readonly attempts: number
  readonly firstAskedAt: Instant
  readonly nextTryAt: Instant | null
}

const ROWS_PER_CALL = 10_000

/** What one window brought, and how to judge what it did not. */
export interface Merge {
  /** The days that were asked: those held afterwards are gained, the others are noted as `absentOf` judges. */
  readonly covers: DayRange
  readonly absentOf: (known: KnownDays) => readonly AbsentDay[]
  readonly now: Instant
}

export interface Merged {
  /** Days whose values changed, by dataset: a complete curve also makes its day's energy. */
  readonly changed: ReadonlyMap<Dataset, readonly Day[]>
  /** Days asked that are held now. */
  readonly gained: readonly Day[]
}

/**
 * Writes readings within the caller's transaction. Idempotent: an identical answer changes nothing and reports nothing.
 * A measured day replaces a derived one, never the reverse; finer intervals replace coarser ones that they cover.
 */
export async function mergeWindow(
  em: EntityManager,
  series: Series,
  readings: readonly AnyReading[],
  { covers, absentOf, now }: Merge,
): Promise<Merged> {
  const changed = await write(em, series, readings, now)
  const known = await knownDays(em, series, covers)
  await forgetAbsences(em, series, known.held())
  await noteAbsences(em, series, absentOf(known), now)
  for (const [dataset, days] of changed) await recordChanges(em, { pdl: series.pdl, dataset, days })
  return { changed, gained: known.held() }
}

async function write(
  em: EntityManager,
  series: Series,
  readings: readonly AnyReading[],
  now: Instant,
): Promise<Map<Dataset, Day[]>> {
  const changed = new Map<Dataset, Day[]>()
  if (readings.length === 0) return changed
  if (series.dataset === 'MAX_POWER') {
    changed.set(series.dataset, await writeMaxPower(em, series, readings as readonly MaxPowerReading[], now))
  } else if (series.dataset.endsWith('_DAILY')) {
    changed.set(series.dataset, await writeDaily(em, series, readings as readonly DailyReading[], now))
  } else {
    const days = await writeCurve(em, series, readings as readonly CurveReading[])
    changed.set(series.dataset, days)
    const daily = directionOf(series.dataset) === 'PRODUCTION' ? 'PRODUCTION_DAILY' : 'CONSUMPTION_DAILY'
    changed.set(daily, await deriveDays(em, series, days, now))
  }
  return changed
}

const column = (values: readonly (number | string)[]) => `{${values.join(',')}}`
const seconds = (instant: Instant) => Math.round(instant / 1000)
const daysOf = (rows: readonly { day: string }[]) => rows.map(({ day }) => day as Day)

async function writeDaily(
  em: EntityManager,
  series: Series,
  readings: readonly DailyReading[],
  now: Instant,
): Promise<Day[]> {
  const table = dailyTable(series.dataset)
  const rows = await em.execute<{ day: string }[]>(
    `insert into ${table} as held (usage_point_id, date, value_wh, quality, created_at, updated_at)
     select ?, day, value, 'measured', to_timestamp(?), to_timestamp(?) from unnest(?::date[], ?::int[]) as new (day, value)
     on conflict (usage_point_id, date) do update
     set value_wh = excluded.value_wh, quality = 'measured', updated_at = excluded.updated_at
     where (held.value_wh, held.quality) is distinct from (excluded.value_wh, excluded.quality)
     returning date::text as day`,
    [
      series.pdl,
      now / 1000,
      now / 1000,
      column(readings.map(({ day }) => day)),
      column(readings.map(({ energyWh }) => Math.round(energyWh))),
    ],
  )
  return daysOf(rows)
}

async function writeMaxPower(
  em: EntityManager,
  series: Series,
  readings: readonly MaxPowerReading[],
  now: Instant,
): Promise<Day[]> {
  const rows = await em.execute<{ day: string }[]>(
    `insert into max_power as held (usage_point_id, date, reached_at, power_va, created_at, updated_at)
     select ?, day, to_timestamp(at), va, to_timestamp(?), to_timestamp(?) from unnest(?::date[], ?::bigint[], ?::int[]) as new (day, at, va)
     on conflict (usage_point_id, date) do update
     set reached_at = excluded.reached_at, power_va = excluded.power_va, updated_at = excluded.updated_at
     where (held.reached_at, held.power_va) is distinct from (excluded.reached_at, excluded.power_va)
     returning date::text as day`,
    [
      series.pdl,
      now / 1000,
      now / 1000,
      column(readings.map(({ day }) => day)),
      column(readings.map(({ at }) => seconds(at))),
      column(readings.map(({ powerVa }) => Math.round(powerVa))),
    ],
  )
  return daysOf(rows)
}

async function writeCurve(
  em: EntityManager,
  series: Series,
  readings: readonly CurveReading[],
): Promise<Day[]> {
  const table = curveTable(series.dataset)
  const accepted = await withoutOverlaps(em, table, series.pdl, readings)
  const changed = new Set<Day>()
  for (let from = 0; from < accepted.length; from += ROWS_PER_CALL) {
    const rows = accepted.slice(from, from + ROWS_PER_CALL)
    const days = await em.execute<{ day: string }[]>(
      `with written as (
         insert into ${table} as held (usage_point_id, start_at, interval_minutes, power_w)
         select ?, to_timestamp(at), minutes, w from unnest(?::bigint[], ?::smallint[], ?::int[]) as new (at, minutes, w)
         on conflict (usage_point_id, start_at) do update
         set interval_minutes = excluded.interval_minutes, power_w = excluded.power_w
         where (held.interval_minutes, held.power_w) is distinct from (excluded.interval_minutes, excluded.power_w)
         returning start_at
       )
       select distinct (start_at at time zone 'Europe/Paris')::date::text as day from written order by 1`,
      [
        series.pdl,
        column(rows.map(({ startAt }) => seconds(startAt))),
        column(rows.map(({ minutes }) => minutes)),
        column(rows.map(({ powerW }) => Math.round(powerW))),
      ],
    )
    for (const day of daysOf(days)) changed.add(day)
  }
  return [...changed].sort()
}

/** Only where interval lengths differ can two intervals overlap without sharing their start. */
async function withoutOverlaps(
  em: EntityManager,
  table: string,
  pdl: string,
  readings: readonly CurveReading[],
): Promise<readonly CurveReading[]> {
  const lengths = [...new Set(readings.map(({ minutes }) => minutes))]
  const first = readings[0]
  const last = readings.at(-1)
  if (!first || !last) return readings
  const span = [pdl, seconds(first.startAt - 60 * 60_000), seconds(last.startAt + 60 * 60_000)]
  const other = await em.execute<unknown[]>(
    `select 1 from ${table} where usage_point_id = ? and start_at between to_timestamp(?) and to_timestamp(?)
     and interval_minutes <> all(?::smallint[]) limit 1`,
    [...span, column(lengths)],
  )
  if (other.length === 0 && lengths.length === 1) return readings
  const held = await em.execute<{ at: number; minutes: number }[]>(
    `select extract(epoch from start_at)::float8 as at, interval_minutes as minutes from ${table}
     where usage_point_id = ? and start_at between to_timestamp(?) and to_timestamp(?) order by start_at`,
    span,
  )
  const { replaced, accepted } = resolveOverlaps(
    held.map(({ at, minutes }) => ({ startAt: at * 1000, minutes })),
    readings,
  )
  if (replaced.length > 0) {
    await em.execute(
      `delete from ${table} where usage_point_id = ? and start_at in (select to_timestamp(at) from unnest(?::bigint[]) as at)`,
      [pdl, column(replaced.map(seconds))],
      'run',
    )
  }
  return accepted
}

/** Complete curves → their day's energy, where no measured value stands. Source: the sum of W × minutes / 60, in Wh. */
async function deriveDays(
  em: EntityManager,
  series: Series,
  days: readonly Day[],
  now: Instant,
): Promise<Day[]> {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const rows = await em.execute<{ day: string }[]>(
    `insert into ${dailyTable(series.dataset)} as held (usage_point_id, date, value_wh, quality, created_at, updated_at)
     select ?, day, round(sum(power_w::bigint * interval_minutes) / 60.0), 'derived', to_timestamp(?), to_timestamp(?)
     from (
       select (start_at at time zone 'Europe/Paris')::date as day, power_w, interval_minutes
       from ${curveTable(series.dataset)}
       where usage_point_id = ?
         and start_at >= ?::timestamp at time zone 'Europe/Paris'
         and start_at < (?::date + 1)::timestamp at time zone 'Europe/Paris'
     ) as slots
     where day = any(?::date[])
     group by day
     having sum(interval_minutes) * 60 = extract(epoch from
       (day + 1)::timestamp at time zone 'Europe/Paris' - day::timestamp at time zone 'Europe/Paris')
     on conflict (usage_point_id, date) do update set value_wh = excluded.value_wh, updated_at = excluded.updated_at
     where held.quality = 'derived' and held.value_wh is distinct from excluded.value_wh
     returning date::text as day`,
    [series.pdl, now / 1000, now / 1000, series.pdl, first, last, column(days)],
  )
  return daysOf(rows)
}

async function forgetAbsences(em: EntityManager, series: Series, days: readonly Day[]): Promise<void> {
  if (days.length === 0) return
  await em.execute(
    'delete from absence where usage_point_id = ? and dataset = ? and date = any(?::date[])',
    [series.pdl, series.dataset, column(days)],
    'run',
  )
}

async function noteAbsences(
  em: EntityManager,
  series: Series,
  absent: readonly AbsentDay[],
  now: Instant,
): Promise<void> {
  if (absent.length === 0) return
  await em.execute(
    `insert into absence (usage_point_id, dataset, date, reason, attempts, first_asked_at, asked_at, next_try_at)
     select ?, ?, day, reason, attempts, to_timestamp(first), to_timestamp(?), to_timestamp(next)
     from unnest(?::date[], ?::text[], ?::int[], ?::float8[], ?::float8[]) as new (day, reason, attempts, first, next)
     on conflict (usage_point_id, dataset, date) do update
     set reason = excluded.reason, attempts = excluded.attempts, asked_at = excluded.asked_at, next_try_at = excluded.next_try_at`,
    [
      series.pdl,
      series.dataset,
      now / 1000,
      column(absent.map(({ day }) => day)),
      column(absent.map(({ reason }) => reason)),
      column(absent.map(({ attempts }) => attempts)),
      column(absent.map(({ firstAskedAt }) => firstAskedAt / 1000)),
      column(absent.map(({ nextTryAt }) => (nextTryAt === null ? 'null' : nextTryAt / 1000))),
    ],
    'run',
  )
}
