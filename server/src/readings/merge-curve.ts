import type { EntityManager } from '@mikro-orm/postgresql'

import type { CurveReading, Day, DayRange, Instant, Series } from '../core/index.js'
import { addDays, dayOf, daysOf, earliest, latest, startOf } from '../core/index.js'
import { column, seconds } from './columns.js'
import type { CurveSum } from './curve-sums.js'
import { curveSums } from './curve-sums.js'
import { derive } from './layers/derived-days.js'
import { isBeneath, mergeBeneath } from './layers/merge-beneath.js'
import { resolveOverlaps } from './overlaps.js'
import { curveTable } from './tables.js'

const ROWS_PER_CALL = 10_000
const LONGEST_MS = 60 * 60_000

export interface MergedCurve {
  /** Days whose intervals changed. */
  readonly days: readonly Day[]
  /** Days whose energy, the sum of their curve, changed. */
  readonly derived: readonly Day[]
  /** Of the days asked. */
  readonly sums: readonly CurveSum[]
}

/** Writes intervals, then the energy of each changed day that they cover whole. For who holds the meter's lock. */
export async function mergeCurve(
  em: EntityManager,
  series: Series,
  readings: readonly CurveReading[],
  { covers, now }: { covers: DayRange; now: Instant },
): Promise<MergedCurve> {
  const days = await write(em, series, readings)
  const sums = await curveSums(em, series, around(covers, days))
  return {
    days,
    derived: await derive(em, series, { days, sums, now }),
    sums: sums.filter(({ day }) => day >= covers.from && day < covers.to),
  }
}

/** @returns the days that changed, oldest first. */
async function write(em: EntityManager, series: Series, readings: readonly CurveReading[]): Promise<Day[]> {
  if (await isBeneath(em, series, readings)) return (await mergeBeneath(em, series, readings)).sort()
  const table = curveTable(series.dataset)
  const accepted = await withoutOverlaps(em, table, series.pdl, readings)
  const changed = new Set<Day>()
  for (let from = 0; from < accepted.length; from += ROWS_PER_CALL) {
    const rows = accepted.slice(from, from + ROWS_PER_CALL)
    for (const day of await writeRows(em, table, series.pdl, rows)) changed.add(day)
  }
  return [...changed].sort()
}

/**
 * Compared before writing, so that what is known already is not even locked. New rows need no ON CONFLICT, which takes
 * twice as long: under the meter's lock nobody else adds the same.
 */
async function writeRows(
  em: EntityManager,
  table: string,
  pdl: string,
  rows: readonly CurveReading[],
): Promise<Day[]> {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return []
  const days = daysOf({ from: dayOf(first.startAt), to: addDays(dayOf(last.startAt), 1) })
  const span = [pdl, seconds(first.startAt), seconds(last.startAt)]
  const changed = await em.execute<{ place: number }[]>(
    `with new as (
       select row.*, held.start_at is not null as known
       from (
         select to_timestamp(at) as start_at, minutes, w
         from unnest(?::bigint[], ?::smallint[], ?::int[]) as read (at, minutes, w)
       ) as row
       left join (
         select start_at, interval_minutes, power_w from ${table}
         where usage_point_id = ? and start_at between to_timestamp(?) and to_timestamp(?)
       ) as held using (start_at)
       where (minutes, w) is distinct from (interval_minutes, power_w)
     ), replaced as (
       update ${table} as held set interval_minutes = minutes, power_w = w
       from new where known and held.start_at = new.start_at
         and usage_point_id = ? and held.start_at between to_timestamp(?) and to_timestamp(?)
     ), added as (
       insert into ${table} (usage_point_id, start_at, interval_minutes, power_w)
       select ?, start_at, minutes, w from new where not known
     )
     select distinct width_bucket(start_at, ?::timestamptz[]) as place from new`,
    [
      column(rows.map(({ startAt }) => seconds(startAt))),
      column(rows.map(({ minutes }) => minutes)),
      column(rows.map(({ powerW }) => Math.round(powerW))),
      ...span,
      ...span,
      pdl,
      column(days.map((day) => new Date(startOf(day)).toISOString())),
    ],
  )
  return changed.flatMap(({ place }) => days[place - 1] ?? [])
}

/** Only where interval lengths differ can two intervals overlap without sharing their start. */
async function withoutOverlaps(
  em: EntityManager,
  table: string,
  pdl: string,
  readings: readonly CurveReading[],
): Promise<readonly CurveReading[]> {
  const lengths = [...new Set(readings.map(({ minutes }) => minutes))]
  const [first, last] = [readings[0], readings.at(-1)]
  if (!first || !last) return readings
  const span = [pdl, seconds(first.startAt - LONGEST_MS), seconds(last.startAt + LONGEST_MS)]
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

/** The fewest days in a row that hold the range and the days. */
function around({ from, to }: DayRange, days: readonly Day[]): DayRange {
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined
    ? { from, to }
    : { from: earliest(from, first), to: latest(to, addDays(last, 1)) }
}
