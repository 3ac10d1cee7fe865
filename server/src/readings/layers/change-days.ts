import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Instant, Series } from '../../core/index.js'
import { dailyTable } from '../tables.js'
import { restackDays } from './day-stack.js'
import { deriveAgain } from './derived-days.js'
import type { StackedDay } from './layer.js'

/**
 * Changes what layers say of whole days, and derives again those that no value stands for any more.
 * For who holds the meter's lock. @returns the days whose value, or quality, changed, oldest first.
 */
export async function changeDays(
  em: EntityManager,
  series: Series,
  { range, now }: { range: DayRange; now: Instant },
  edit: (held: readonly StackedDay[]) => readonly StackedDay[],
): Promise<Day[]> {
  const before = await shown(em, series, range)
  const moved = await restackDays(em, series, range, edit)
  if (series.dataset !== 'MAX_POWER' && moved.length > 0) {
    const between = await shown(em, series, range)
    const bare = moved.filter((day) => between.get(day)?.startsWith('measured') !== true)
    await deriveAgain(em, series, bare, now)
  }
  return differing(before, await shown(em, series, range)).sort()
}

type Shown = ReadonlyMap<Day, string>

async function shown(em: EntityManager, { pdl, dataset }: Series, range: DayRange): Promise<Shown> {
  const [table, said] =
    dataset === 'MAX_POWER'
      ? ['max_power', `concat(power_va, ' ', extract(epoch from reached_at))`]
      : [dailyTable(dataset), `concat(quality, ' ', value_wh)`]
  const rows = await em.execute<{ day: Day; said: string }[]>(
    `select date::text as day, ${said} as said from ${table} where usage_point_id = ? and date >= ? and date < ?`,
    [pdl, range.from, range.to],
  )
  return new Map(rows.map((row) => [row.day, row.said]))
}

function differing(one: Shown, other: Shown): Day[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((day) => one.get(day) !== other.get(day))
}
