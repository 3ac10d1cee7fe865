import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, Instant, StoredSeries } from '../../core/index.js'
import { dayOf } from '../../core/index.js'
import { column, seconds } from '../columns.js'
import { curveTable } from '../tables.js'
import type { Place, StackedSlot } from './layer.js'
import { LAYERS } from './layer.js'
import type { Located } from './stack.js'
import { movesOf, placeSlots } from './stack.js'

export const LONGEST_MS = 60 * 60_000

/** Instants, [from, to). */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

interface Row {
  readonly at: number
  readonly minutes: number
  readonly w: number | null
  readonly layer: number
  readonly batch: number
  readonly place: Place
}

const endOf = ({ startAt, minutes }: StackedSlot) => startAt + minutes * 60_000

/**
 * Changes what layers say within a span, and places every interval that touches it anew. For who holds the meter's lock.
 * @param edit intervals of all layers, oldest first → the same, changed within the span; in any order.
 * @returns the days whose shown intervals changed, in any order.
 */
export async function restackCurve(
  em: EntityManager,
  series: StoredSeries,
  span: Span,
  edit: (held: readonly StackedSlot[]) => readonly StackedSlot[],
): Promise<Day[]> {
  const held = await stackOf(em, series, span)
  const edited = [...edit(held.map(({ value }) => value))].sort((a, b) => a.startAt - b.startAt)
  const places = placeSlots(edited)
  const touches = ({ value }: Located<StackedSlot>) => value.startAt < span.to && endOf(value) > span.from
  const before = held.filter(touches)
  const after = edited.map((value, index) => ({ value, place: places[index] ?? 'BENEATH' })).filter(touches)
  const { taken, put } = movesOf(
    before,
    after,
    ({ startAt, batch }) => `${startAt}/${batch}`,
    (one, other) => one.minutes === other.minutes && one.powerW === other.powerW,
  )
  await take(em, series, taken)
  await putAt(em, series, put)
  return changedDays(before, after)
}

/** Intervals whose own cover may lie an hour beyond those that touch the span. */
async function stackOf(
  em: EntityManager,
  { pdl, dataset }: StoredSeries,
  { from, to }: Span,
): Promise<Located<StackedSlot>[]> {
  const bounds = [seconds(from - 2 * LONGEST_MS), seconds(to + LONGEST_MS)]
  const rows = await em.execute<Row[]>(
    `select extract(epoch from start_at)::float8 as at, interval_minutes as minutes, power_w as w,
       coalesce(layer, 0) as layer, coalesce(batch_id, 0) as batch, 'SHOWN' as place
     from ${curveTable(dataset)}
     where usage_point_id = ? and start_at >= to_timestamp(?) and start_at < to_timestamp(?)
     union all
     select extract(epoch from start_at)::float8, interval_minutes, power_w, layer, batch_id,
       case when in_force then 'IN_FORCE' else 'BENEATH' end
     from curve_beneath
     where usage_point_id = ? and dataset = ? and start_at >= to_timestamp(?) and start_at < to_timestamp(?)
     order by at`,
    [pdl, ...bounds, pdl, dataset, ...bounds],
  )
  return rows.map(({ at, minutes, w, layer, batch, place }) => ({
    value: { startAt: at * 1000, minutes, powerW: w, layer, batch },
    place,
  }))
}

async function take(
  em: EntityManager,
  { pdl, dataset }: StoredSeries,
  taken: readonly Located<StackedSlot>[],
): Promise<void> {
  const { shown, beneath } = byTable(taken)
  if (shown.length > 0)
    await em.execute(
      `delete from ${curveTable(dataset)} where usage_point_id = ?
       and start_at in (select to_timestamp(at) from unnest(?::bigint[]) as at)`,
      [pdl, column(shown.map(({ value }) => seconds(value.startAt)))],
      'run',
    )
  if (beneath.length > 0)
    await em.execute(
      `delete from curve_beneath where usage_point_id = ? and dataset = ?
       and (start_at, batch_id) in (select to_timestamp(at), batch from unnest(?::bigint[], ?::int[]) as gone (at, batch))`,
      [
        pdl,
        dataset,
        column(beneath.map(({ value }) => seconds(value.startAt))),
        column(beneath.map(({ value }) => value.batch)),
      ],
      'run',
    )
}

async function putAt(
  em: EntityManager,
  series: StoredSeries,
  put: readonly Located<StackedSlot>[],
): Promise<void> {
  const { shown, beneath } = byTable(put)
  await addShown(
    em,
    series,
    shown.map(({ value }) => value),
  )
  if (beneath.length === 0) return
  const values = beneath.map(({ value }) => value)
  await em.execute(
    `insert into curve_beneath (usage_point_id, dataset, start_at, batch_id, layer, in_force, interval_minutes, power_w)
     select ?, ?, to_timestamp(at), batch, layer, forced, minutes, w
     from unnest(?::bigint[], ?::int[], ?::smallint[], ?::boolean[], ?::smallint[], ?::int[])
       as new (at, batch, layer, forced, minutes, w)`,
    [
      series.pdl,
      series.dataset,
      column(values.map(({ startAt }) => seconds(startAt))),
      column(values.map(({ batch }) => batch)),
      column(values.map(({ layer }) => layer)),
      column(beneath.map(({ place }) => String(place === 'IN_FORCE'))),
      column(values.map(({ minutes }) => minutes)),
      column(values.map(({ powerW }) => powerW)),
    ],
    'run',
  )
}

/** Writes intervals where nothing is shown. */
export async function addShown(
  em: EntityManager,
  { pdl, dataset }: StoredSeries,
  slots: readonly StackedSlot[],
): Promise<void> {
  const [first] = slots
  if (!first) return
  const columns = [
    column(slots.map(({ startAt }) => seconds(startAt))),
    column(slots.map(({ minutes }) => minutes)),
    column(slots.map(({ powerW }) => powerW)),
  ]
  const above = <V>(slot: StackedSlot, value: V) => (slot.layer === LAYERS.GATEWAY ? null : value)
  if (slots.every(({ layer, batch }) => layer === first.layer && batch === first.batch)) {
    await em.execute(
      `insert into ${curveTable(dataset)} (usage_point_id, start_at, interval_minutes, power_w, layer, batch_id)
       select ?, to_timestamp(at), minutes, w, ?::smallint, ?::int
       from unnest(?::bigint[], ?::smallint[], ?::int[]) as new (at, minutes, w)`,
      [pdl, above(first, first.layer), above(first, first.batch), ...columns],
      'run',
    )
    return
  }
  await em.execute(
    `insert into ${curveTable(dataset)} (usage_point_id, start_at, interval_minutes, power_w, layer, batch_id)
     select ?, to_timestamp(at), minutes, w, layer, batch
     from unnest(?::bigint[], ?::smallint[], ?::int[], ?::smallint[], ?::int[]) as new (at, minutes, w, layer, batch)`,
    [
      pdl,
      ...columns,
      column(slots.map((slot) => above(slot, slot.layer))),
      column(slots.map((slot) => above(slot, slot.batch))),
    ],
    'run',
  )
}

function byTable(slots: readonly Located<StackedSlot>[]) {
  return {
    shown: slots.filter(({ place }) => place === 'SHOWN'),
    beneath: slots.filter(({ place }) => place !== 'SHOWN'),
  }
}

function changedDays(before: readonly Located<StackedSlot>[], after: readonly Located<StackedSlot>[]): Day[] {
  const saying = (slots: readonly Located<StackedSlot>[]) =>
    new Map(
      slots
        .filter(({ place }) => place === 'SHOWN')
        .map(({ value }) => [value.startAt, `${value.minutes}/${value.powerW}`]),
    )
  const [old, now] = [saying(before), saying(after)]
  const days = new Set<Day>()
  for (const [startAt, said] of old) if (now.get(startAt) !== said) days.add(dayOf(startAt))
  for (const [startAt, said] of now) if (old.get(startAt) !== said) days.add(dayOf(startAt))
  return [...days]
}
