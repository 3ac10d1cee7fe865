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
import { column, seconds } from './columns.js'
import type { KnownDays } from './known-days.js'
import { knownDays, knownOfSums } from './known-days.js'
import { erasedMinutes } from './layers/erased.js'
import { spanOfDays } from './layers/layer-rows.js'
import { mergeDaysBeneath } from './layers/merge-beneath.js'
import { lockMeter } from './layers/meter-lock.js'
import { isLayered } from './layers/spans.js'
import { mergeCurve } from './merge-curve.js'
import { dailyTable } from './tables.js'

/** A day that was asked and did not come whole. */
export interface AbsentDay {
  readonly day: Day
  readonly reason: Reason
  readonly attempts: number
  readonly firstAskedAt: Instant
  readonly nextTryAt: Instant | null
}

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
  await lockMeter(em, series.pdl)
  const { changed, known } = series.dataset.endsWith('_CURVE')
    ? await writeCurve(em, series, readings as readonly CurveReading[], { covers, now })
    : {
        changed: new Map([[series.dataset, await writeDays(em, series, readings, now)]]),
        known: await knownDays(em, series, covers),
      }
  await forgetAbsences(em, series, known.held())
  await noteAbsences(em, series, absentOf(known), now)
  for (const [dataset, days] of changed) await recordChanges(em, { pdl: series.pdl, dataset, days })
  return { changed, gained: known.held() }
}

async function writeCurve(
  em: EntityManager,
  series: Series,
  readings: readonly CurveReading[],
  window: { covers: DayRange; now: Instant },
): Promise<{ changed: Map<Dataset, readonly Day[]>; known: KnownDays }> {
  const { days, derived, sums } = await mergeCurve(em, series, readings, window)
  const daily = directionOf(series.dataset) === 'PRODUCTION' ? 'PRODUCTION_DAILY' : 'CONSUMPTION_DAILY'
  return {
    changed: new Map<Dataset, readonly Day[]>([
      [series.dataset, days],
      [daily, derived],
    ]),
    known: knownOfSums(sums).without(await erasedMinutes(em, series, window.covers)),
  }
}

async function writeDays(
  em: EntityManager,
  series: Series,
  readings: readonly AnyReading[],
  now: Instant,
): Promise<Day[]> {
  if (readings.length === 0) return []
  const days = readings as readonly (DailyReading | MaxPowerReading)[]
  if (await isLayered(em, series, spanOfDays(days.map(({ day }) => day))))
    return mergeDaysBeneath(em, series, days, now)
  return series.dataset === 'MAX_POWER'
    ? writeMaxPower(em, series, readings as readonly MaxPowerReading[], now)
    : writeDaily(em, series, readings as readonly DailyReading[], now)
}

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
      column(absent.map(({ nextTryAt }) => (nextTryAt === null ? null : nextTryAt / 1000))),
    ],
    'run',
  )
}
