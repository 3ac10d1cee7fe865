import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, Direction } from '../core/index.js'
import { EventBus } from '../core/index.js'
import type { MeanDay } from './pricing.js'
import { seasonOf, weekdayOf } from './windows.js'

const HALF_HOURS = 48
/** Fewer days than this tell nothing of a kind of day. */
const ENOUGH_DAYS = 4

export type MeanDays = (day: Day) => MeanDay | null

interface Row {
  readonly weekday: number
  readonly summer: boolean
  readonly slot: number
  readonly power: number
  readonly days: number
}

/**
 * The home on a mean day of a weekday and season, from its whole curve: what splits a day that has no curve. It never
 * depends on the range asked, so that costs add up over any cut of a period.
 */
@Injectable()
export class MeanDaysService {
  private readonly known = new Map<string, Promise<MeanDays>>()

  constructor(
    private readonly em: EntityManager,
    bus: EventBus,
  ) {
    bus.on('ReadingsMerged', MeanDaysService.name, ({ pdl, dataset }) => {
      if (pdl !== null && dataset.endsWith('_CURVE')) this.known.delete(`${pdl}/${dataset}`)
    })
  }

  of(pdl: string, direction: Direction): Promise<MeanDays> {
    const key = `${pdl}/${direction}_CURVE`
    let found = this.known.get(key)
    if (!found) {
      found = this.read(pdl, direction).then(meanDays)
      found.catch(() => this.known.delete(key))
      this.known.set(key, found)
    }
    return found
  }

  private read(pdl: string, direction: Direction): Promise<Row[]> {
    const table = direction === 'CONSUMPTION' ? 'consumption_load_curve' : 'production_load_curve'
    return this.em.fork().execute<Row[]>(
      `select extract(isodow from wall)::int as weekday, extract(month from wall) between 4 and 10 as summer,
         (extract(hour from wall) * 2 + floor(extract(minute from wall) / 30))::int as slot,
         avg(power_w)::float8 as power, count(distinct wall::date)::int as days
       from (select start_at at time zone 'Europe/Paris' as wall, power_w from ${table} where usage_point_id = ?) as slots
       group by 1, 2, 3`,
      [pdl],
    )
  }
}

/** Rows → the mean day of a weekday and season; of the season alone when that weekday is too rare; else none. */
export function meanDays(rows: readonly Row[]): MeanDays {
  const own = new Map<string, Float64Array>()
  const ofSeason = new Map<string, { sums: Float64Array; weights: Float64Array }>()
  const kinds = Map.groupBy(rows, ({ summer, weekday }) => `${summer ? 'SUMMER' : 'WINTER'}${weekday}`)
  for (const [kind, slots] of kinds) {
    const season = kind.slice(0, 6)
    const all = ofSeason.get(season) ?? {
      sums: new Float64Array(HALF_HOURS),
      weights: new Float64Array(HALF_HOURS),
    }
    const mean = new Float64Array(HALF_HOURS)
    for (const { slot, power, days } of slots) {
      mean[slot] = power
      all.sums[slot] = (all.sums[slot] ?? 0) + power * days
      all.weights[slot] = (all.weights[slot] ?? 0) + days
    }
    ofSeason.set(season, all)
    if (slots.length === HALF_HOURS && slots.every(({ days }) => days >= ENOUGH_DAYS)) own.set(kind, mean)
  }
  return (day) => {
    const season = seasonOf(day)
    const mine = own.get(`${season}${weekdayOf(day)}`)
    if (mine) return mine
    const all = ofSeason.get(season)
    return all && all.weights.every((days) => days >= ENOUGH_DAYS)
      ? all.sums.map((sum, slot) => sum / (all.weights[slot] ?? 1))
      : null
  }
}
