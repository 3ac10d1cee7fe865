import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Origin, Series } from '../../core/index.js'
import { curveTable, dailyTable } from '../tables.js'
import type { CurveDay } from '../load-curve-days.js'
import type { CurveDayRow } from '../readings.repository.js'
import { originOf, weakest } from './layer.js'
import { isLayered } from './spans.js'

/** Weakest origin of the days that hold something above the gateway; the others are the gateway's. */
export async function originsOf(
  em: EntityManager,
  series: Series,
  range: DayRange,
): Promise<ReadonlyMap<Day, Origin>> {
  if (!(await isLayered(em, series, range))) return new Map()
  const { pdl, dataset } = series
  const rows = await em.execute<{ day: Day; layer: number }[]>(
    dataset.endsWith('_CURVE')
      ? `select (start_at at time zone 'Europe/Paris')::date::text as day, min(coalesce(layer, 0)) as layer
         from ${curveTable(dataset)} where usage_point_id = ?
           and start_at >= ?::timestamp at time zone 'Europe/Paris' and start_at < ?::timestamp at time zone 'Europe/Paris'
         group by 1`
      : `select date::text as day, coalesce(layer, 0) as layer
         from ${dataset === 'MAX_POWER' ? 'max_power' : dailyTable(dataset)}
         where usage_point_id = ? and date >= ? and date < ?`,
    [pdl, range.from, range.to],
  )
  return new Map(rows.map(({ day, layer }) => [day, originOf(layer)]))
}

/** Origin of each slot of a day, aligned with its watts: the weakest inside, null where nothing is held. */
export function slotOrigins(
  { starts, minutes, above }: CurveDayRow,
  { startAt, stepMinutes, watts }: Pick<CurveDay, 'startAt' | 'stepMinutes' | 'watts'>,
): (Origin | null)[] {
  if (!above || above.length === 0) return watts.map((power) => (power === null ? null : 'GATEWAY'))
  const layers = new Map(above)
  const found: Set<Origin>[] = watts.map(() => new Set())
  for (const [index, start] of starts.entries()) {
    const first = (start * 1000 - startAt) / 60_000 / stepMinutes
    const length = (minutes[index] ?? stepMinutes) / stepMinutes
    const origin = originOf(layers.get(start) ?? null)
    for (let slot = Math.floor(first); slot < first + length; slot++) found[slot]?.add(origin)
  }
  return watts.map((power, slot) => (power === null ? null : weakest(found[slot] ?? [])))
}
