import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Series } from '../core/index.js'
import { minutesOf } from '../core/index.js'
import type { CurveSum } from './curve-sums.js'
import { curveSums } from './curve-sums.js'
import { erasedMinutes } from './layers/erased.js'
import { dailyTable } from './tables.js'

/** What is held of one day. */
export interface KnownDay {
  /** Minutes that the intervals held cover. */
  readonly minutes: number
  /** Length of the finest interval; that of the day for a daily value. */
  readonly stepMinutes: number
  /** Minutes that a person erased: not held, and not wanted either. */
  readonly erasedMinutes?: number
}

/** How much of each day is held. A day is held when its intervals, and those erased, cover its 23, 24 or 25 hours. */
export class KnownDays {
  constructor(private readonly byDay: ReadonlyMap<Day, KnownDay>) {}

  get(day: Day): KnownDay | undefined {
    return this.byDay.get(day)
  }

  readonly isHeld = (day: Day): boolean => {
    const known = this.byDay.get(day)
    return known !== undefined && known.minutes + (known.erasedMinutes ?? 0) >= minutesOf(day)
  }

  /** The same days, less what a person erased of each. */
  without(erased: ReadonlyMap<Day, number>): KnownDays {
    if (erased.size === 0) return this
    const byDay = new Map(this.byDay)
    for (const [day, erasedMinutes] of erased)
      byDay.set(day, { ...(byDay.get(day) ?? { minutes: 0, stepMinutes: minutesOf(day) }), erasedMinutes })
    return new KnownDays(byDay)
  }

  /** Days held from end to end. */
  held(): Day[] {
    return [...this.byDay.keys()].filter(this.isHeld)
  }
}

/** What is held of a series. A derived daily value does not count: the measured one is still wanted. */
export async function knownDays(em: EntityManager, series: Series, range: DayRange): Promise<KnownDays> {
  const [shown, erased] = [await shownDays(em, series, range), await erasedMinutes(em, series, range)]
  return shown.without(erased)
}

async function shownDays(em: EntityManager, series: Series, range: DayRange): Promise<KnownDays> {
  if (series.dataset.endsWith('_CURVE')) return knownOfSums(await curveSums(em, series, range))
  const table = series.dataset === 'MAX_POWER' ? 'max_power' : dailyTable(series.dataset)
  const measured = series.dataset === 'MAX_POWER' ? '' : `and quality = 'measured'`
  const rows = await em.execute<{ day: Day }[]>(
    `select date::text as day from ${table} where usage_point_id = ? and date >= ? and date < ? ${measured} order by date`,
    [series.pdl, range.from, range.to],
  )
  return new KnownDays(
    new Map(
      rows.map(({ day }) => {
        const minutes = minutesOf(day)
        return [day, { minutes, stepMinutes: minutes }]
      }),
    ),
  )
}

export function knownOfSums(sums: readonly CurveSum[]): KnownDays {
  return new KnownDays(new Map(sums.map((sum) => [sum.day, sum])))
}
