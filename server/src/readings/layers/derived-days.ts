import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Instant, Series } from '../../core/index.js'
import { addDays, directionOf, minutesOf } from '../../core/index.js'
import { column } from '../columns.js'
import type { CurveSum } from '../curve-sums.js'
import { curveSums } from '../curve-sums.js'
import { dailyTable } from '../tables.js'

/** Energy of days whose curve, or whose measured value, changed: worked out again from their curve. @returns what changed. */
export async function deriveAgain(
  em: EntityManager,
  { pdl, dataset }: Series,
  days: readonly Day[],
  now: Instant,
): Promise<Day[]> {
  const range = rangeAround(days)
  if (range === null) return []
  const curve: Series = { pdl, dataset: `${directionOf(dataset)}_CURVE` }
  return derive(em, curve, { days, sums: await curveSums(em, curve, range), now })
}

/**
 * Sums of whole days → their energy, where no measured value stands and none is erased; a day that its curve covers no
 * more loses the energy that it had from it. @returns the days that changed.
 */
export async function derive(
  em: EntityManager,
  series: Series,
  { days, sums, now }: { days: readonly Day[]; sums: readonly CurveSum[]; now: Instant },
): Promise<Day[]> {
  const changed = new Set(days)
  const whole = sums.filter(({ day, minutes }) => changed.has(day) && minutes === minutesOf(day))
  for (const { day } of whole) changed.delete(day)
  return [...(await write(em, series, whole, now)), ...(await forget(em, series, [...changed]))]
}

async function write(
  em: EntityManager,
  { pdl, dataset }: Series,
  sums: readonly CurveSum[],
  now: Instant,
): Promise<Day[]> {
  if (sums.length === 0) return []
  const rows = await em.execute<{ day: Day }[]>(
    `insert into ${dailyTable(dataset)} as held (usage_point_id, date, value_wh, quality, created_at, updated_at)
     select ?, day, value, 'derived', to_timestamp(?), to_timestamp(?) from unnest(?::date[], ?::int[]) as new (day, value)
     where not exists (
       select 1 from daily_beneath where usage_point_id = ? and dataset = ? and date = day and in_force
     )
     on conflict (usage_point_id, date) do update set value_wh = excluded.value_wh, updated_at = excluded.updated_at
     where held.quality = 'derived' and held.value_wh is distinct from excluded.value_wh
     returning date::text as day`,
    [
      pdl,
      now / 1000,
      now / 1000,
      column(sums.map(({ day }) => day)),
      column(sums.map(({ wattMinutes }) => Math.round(wattMinutes / 60))),
      pdl,
      `${directionOf(dataset)}_DAILY`,
    ],
  )
  return rows.map(({ day }) => day)
}

async function forget(em: EntityManager, { pdl, dataset }: Series, days: readonly Day[]): Promise<Day[]> {
  if (days.length === 0) return []
  const rows = await em.execute<{ day: Day }[]>(
    `delete from ${dailyTable(dataset)} where usage_point_id = ? and date = any(?::date[]) and quality = 'derived'
     returning date::text as day`,
    [pdl, column(days)],
  )
  return rows.map(({ day }) => day)
}

/** The fewest days in a row that hold these. */
export function rangeAround(days: readonly Day[]): DayRange | null {
  const sorted = [...days].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === undefined || last === undefined ? null : { from: first, to: addDays(last, 1) }
}
