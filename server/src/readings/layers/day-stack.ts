import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Series } from '../../core/index.js'
import { column } from '../columns.js'
import { dailyTable } from '../tables.js'
import type { Place, StackedDay } from './layer.js'
import { LAYERS } from './layer.js'
import type { Located } from './stack.js'
import { movesOf, placeDays } from './stack.js'

interface Row {
  readonly day: Day
  readonly value: number | null
  readonly reached: number | null
  readonly written: number
  readonly layer: number
  readonly batch: number
  readonly place: Place
}

/** Peaks have an instant, energies a quality: a derived one is no layer, it is worked out from the curve. */
const shapeOf = ({ dataset }: Series) =>
  dataset === 'MAX_POWER'
    ? { table: 'max_power', value: 'power_va', reached: 'reached_at', own: '', fixed: '', set: '' }
    : {
        table: dailyTable(dataset),
        value: 'value_wh',
        reached: 'null::timestamptz',
        own: `and quality = 'measured'`,
        fixed: `, quality`,
        set: `, quality = 'measured'`,
      }

/**
 * Changes what layers say of days within a range, and places every value of it anew. For who holds the meter's lock.
 * @param edit values of all layers → the same, changed within the range.
 * @returns the days of which something was moved.
 */
export async function restackDays(
  em: EntityManager,
  series: Series,
  range: DayRange,
  edit: (held: readonly StackedDay[]) => readonly StackedDay[],
): Promise<Day[]> {
  const before = await stackOf(em, series, range)
  const edited = edit(before.map(({ value }) => value))
  const places = placeDays(edited)
  const after = edited.map((value, index) => ({ value, place: places[index] ?? 'BENEATH' }))
  const { taken, put } = movesOf(
    before,
    after,
    ({ day, batch }) => `${day}/${batch}`,
    (one, other) => one.value === other.value && one.reachedAt === other.reachedAt,
  )
  await take(em, series, taken, put)
  await putAt(em, series, put)
  return [...new Set([...taken, ...put].map(({ value }) => value.day))]
}

async function stackOf(em: EntityManager, series: Series, range: DayRange): Promise<Located<StackedDay>[]> {
  const { pdl, dataset } = series
  const { table, value, reached, own } = shapeOf(series)
  const ms = (time: string) => `extract(epoch from ${time})::float8 * 1000`
  const rows = await em.execute<Row[]>(
    `select date::text as day, ${value} as value, ${ms(reached)} as reached, ${ms('updated_at')} as written,
       coalesce(layer, 0) as layer, coalesce(batch_id, 0) as batch, 'SHOWN' as place
     from ${table} where usage_point_id = ? and date >= ? and date < ? ${own}
     union all
     select date::text, value, ${ms('reached_at')}, ${ms('written_at')}, layer, batch_id,
       case when in_force then 'IN_FORCE' else 'BENEATH' end
     from daily_beneath where usage_point_id = ? and dataset = ? and date >= ? and date < ?`,
    [pdl, range.from, range.to, pdl, dataset, range.from, range.to],
  )
  return rows.map(({ day, value: said, reached: at, written, layer, batch, place }) => ({
    value: {
      day,
      value: said,
      reachedAt: at === null ? null : Math.round(at),
      writtenAt: written,
      layer,
      batch,
    },
    place,
  }))
}

/** A shown value that gives way to another one keeps its row. An erased day has none, not even a derived one. */
async function take(
  em: EntityManager,
  series: Series,
  taken: readonly Located<StackedDay>[],
  put: readonly Located<StackedDay>[],
): Promise<void> {
  const replaced = new Set(put.filter(({ place }) => place === 'SHOWN').map(({ value }) => value.day))
  const gone = [
    ...taken.filter(({ place, value }) => place === 'SHOWN' && !replaced.has(value.day)),
    ...put.filter(({ place }) => place === 'IN_FORCE'),
  ].map(({ value }) => value.day)
  if (gone.length > 0)
    await em.execute(
      `delete from ${shapeOf(series).table} where usage_point_id = ? and date = any(?::date[])`,
      [series.pdl, column(gone)],
      'run',
    )
  const beneath = taken.filter(({ place }) => place !== 'SHOWN').map(({ value }) => value)
  if (beneath.length > 0)
    await em.execute(
      `delete from daily_beneath where usage_point_id = ? and dataset = ?
       and (date, batch_id) in (select day, batch from unnest(?::date[], ?::int[]) as gone (day, batch))`,
      [
        series.pdl,
        series.dataset,
        column(beneath.map(({ day }) => day)),
        column(beneath.map(({ batch }) => batch)),
      ],
      'run',
    )
}

async function putAt(em: EntityManager, series: Series, put: readonly Located<StackedDay>[]): Promise<void> {
  const { table, value, fixed, set } = shapeOf(series)
  const isPeak = series.dataset === 'MAX_POWER'
  const shown = put.filter(({ place }) => place === 'SHOWN').map((located) => located.value)
  const columns = (days: readonly StackedDay[]) => [
    column(days.map(({ day }) => day)),
    column(days.map((one) => one.value)),
    column(days.map(({ reachedAt }) => (reachedAt === null ? null : reachedAt / 1000))),
    column(days.map(({ writtenAt }) => writtenAt / 1000)),
  ]
  if (shown.length > 0) {
    const above = <V>(one: StackedDay, said: V) => (one.layer === LAYERS.GATEWAY ? null : said)
    await em.execute(
      `insert into ${table} (usage_point_id, date, ${value}, layer, batch_id, created_at, updated_at${fixed}${isPeak ? ', reached_at' : ''})
       select ?, day, said, layer, batch, to_timestamp(written), to_timestamp(written)${isPeak ? ', to_timestamp(reached)' : `, 'measured'`}
       from unnest(?::date[], ?::int[], ?::float8[], ?::float8[], ?::smallint[], ?::int[])
         as new (day, said, reached, written, layer, batch)
       on conflict (usage_point_id, date) do update set ${value} = excluded.${value}, layer = excluded.layer,
         batch_id = excluded.batch_id, updated_at = excluded.updated_at${set}${isPeak ? ', reached_at = excluded.reached_at' : ''}`,
      [
        series.pdl,
        ...columns(shown),
        column(shown.map((one) => above(one, one.layer))),
        column(shown.map((one) => above(one, one.batch))),
      ],
      'run',
    )
  }
  const beneath = put.filter(({ place }) => place !== 'SHOWN')
  if (beneath.length === 0) return
  await em.execute(
    `insert into daily_beneath (usage_point_id, dataset, date, value, reached_at, written_at, layer, batch_id, in_force)
     select ?, ?, day, said, to_timestamp(reached), to_timestamp(written), layer, batch, forced
     from unnest(?::date[], ?::int[], ?::float8[], ?::float8[], ?::smallint[], ?::int[], ?::boolean[])
       as new (day, said, reached, written, layer, batch, forced)`,
    [
      series.pdl,
      series.dataset,
      ...columns(beneath.map((located) => located.value)),
      column(beneath.map((located) => located.value.layer)),
      column(beneath.map((located) => located.value.batch)),
      column(beneath.map(({ place }) => String(place === 'IN_FORCE'))),
    ],
    'run',
  )
}
