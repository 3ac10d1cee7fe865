import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, Instant, StoredDataset } from '../../core/index.js'
import { dayOf } from '../../core/index.js'
import { column, seconds } from '../columns.js'
import { curveTable, dailyTable } from '../tables.js'
import { LONGEST_MS } from './curve-stack.js'
import type { UpperLayer } from './layer.js'
import { LAYERS } from './layer.js'
import type { LayerRows, LayerSlot } from './layer-rows.js'
import { checkedSlots, inSteps, isCurve } from './layer-rows.js'

/** new: nothing is shown there. differing: takes the place of another value. same: shown already. conflicting: a layer above says otherwise. */
export interface LayerCounts {
  new: number
  differing: number
  same: number
  conflicting: number
}
export type LayerClass = keyof LayerCounts

/** What a batch would change, of one dataset. */
export interface LayerPreview {
  readonly dataset: StoredDataset
  readonly values: LayerCounts
  /** A day counts once, as the first of conflicting, differing, new, same that one of its values is. */
  readonly days: LayerCounts
}

const WEIGHTS: Readonly<Record<LayerClass, number>> = { same: 0, new: 1, differing: 2, conflicting: 3 }

interface Judged {
  readonly day: Day
  readonly is: LayerClass
}

export async function previewLayer(
  em: EntityManager,
  { pdl, layer }: { pdl: string; layer: UpperLayer },
  chunks: Iterable<LayerRows> | AsyncIterable<LayerRows>,
): Promise<LayerPreview[]> {
  const found = new Map<StoredDataset, { values: LayerCounts; days: Map<Day, LayerClass> }>()
  for await (const chunk of chunks) {
    const seen = found.get(chunk.dataset) ?? { values: nothing(), days: new Map<Day, LayerClass>() }
    found.set(chunk.dataset, seen)
    const { values, days } = seen
    for (const { day, is } of await judge(em, pdl, LAYERS[layer], chunk)) {
      values[is]++
      const before = days.get(day)
      if (before === undefined || WEIGHTS[is] > WEIGHTS[before]) days.set(day, is)
    }
  }
  return [...found].map(([dataset, { values, days }]) => ({ dataset, values, days: counted(days.values()) }))
}

/** The values of a chunk that touch nothing shown. */
export async function withoutHeld<C extends LayerRows>(em: EntityManager, pdl: string, chunk: C): Promise<C> {
  if (!isCurve(chunk)) {
    const held = await heldDays(em, pdl, chunk)
    return { ...chunk, rows: chunk.rows.filter(({ day }) => !held.has(day)) }
  }
  const rows: LayerSlot[] = []
  for (const step of inSteps(checkedSlots(chunk.rows))) {
    const held = await heldSlots(em, pdl, chunk.dataset, step)
    rows.push(...step.filter((slot) => touching(slot, held).length === 0))
  }
  return { ...chunk, rows }
}

const nothing = (): LayerCounts => ({ new: 0, differing: 0, same: 0, conflicting: 0 })

function counted(classes: Iterable<LayerClass>): LayerCounts {
  const counts = nothing()
  for (const one of classes) counts[one]++
  return counts
}

async function judge(em: EntityManager, pdl: string, layer: number, chunk: LayerRows): Promise<Judged[]> {
  if (isCurve(chunk)) {
    const judged: Judged[] = []
    for (const rows of inSteps(checkedSlots(chunk.rows))) {
      const held = await heldSlots(em, pdl, chunk.dataset, rows)
      for (const slot of rows) judged.push({ day: dayOf(slot.startAt), is: slotClass(slot, held, layer) })
    }
    return judged
  }
  const held = await heldDays(em, pdl, chunk)
  return chunk.rows.map((row) => {
    const value = 'powerVa' in row ? row.powerVa : row.energyWh
    const shown = held.get(row.day)
    if (shown === undefined) return { day: row.day, is: value === null ? 'same' : 'new' }
    if (shown.value === (value === null ? null : Math.round(value))) return { day: row.day, is: 'same' }
    return { day: row.day, is: shown.layer > layer ? 'conflicting' : 'differing' }
  })
}

interface HeldSlot {
  readonly startAt: Instant
  readonly minutes: number
  readonly w: number
  readonly layer: number
}

function slotClass(slot: LayerSlot, held: readonly HeldSlot[], layer: number): LayerClass {
  const touched = touching(slot, held)
  const [one] = touched
  if (one === undefined) return slot.powerW === null ? 'same' : 'new'
  const isSame =
    touched.length === 1 &&
    one.startAt === slot.startAt &&
    one.minutes === slot.minutes &&
    slot.powerW !== null &&
    one.w === Math.round(slot.powerW)
  if (isSame) return 'same'
  return touched.some((other) => other.layer > layer) ? 'conflicting' : 'differing'
}

/** The few held intervals that overlap one, found by halving. */
function touching({ startAt, minutes }: LayerSlot, held: readonly HeldSlot[]): HeldSlot[] {
  let [low, high] = [0, held.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((held[middle]?.startAt ?? Infinity) <= startAt - LONGEST_MS) low = middle + 1
    else high = middle
  }
  const found: HeldSlot[] = []
  for (let index = low; index < held.length; index++) {
    const slot = held[index]
    if (!slot || slot.startAt >= startAt + minutes * 60_000) break
    if (slot.startAt + slot.minutes * 60_000 > startAt) found.push(slot)
  }
  return found
}

async function heldSlots(
  em: EntityManager,
  pdl: string,
  dataset: StoredDataset,
  slots: readonly LayerSlot[],
): Promise<HeldSlot[]> {
  const [first, last] = [slots[0], slots.at(-1)]
  if (!first || !last) return []
  const rows = await em.execute<{ at: number; minutes: number; w: number; layer: number }[]>(
    `select extract(epoch from start_at)::float8 as at, interval_minutes as minutes, power_w as w, coalesce(layer, 0) as layer
     from ${curveTable(dataset)}
     where usage_point_id = ? and start_at > to_timestamp(?) and start_at < to_timestamp(?) order by start_at`,
    [pdl, seconds(first.startAt - LONGEST_MS), seconds(last.startAt + LONGEST_MS)],
  )
  return rows.map(({ at, ...row }) => ({ ...row, startAt: at * 1000 }))
}

async function heldDays(
  em: EntityManager,
  pdl: string,
  { dataset, rows }: Exclude<LayerRows, { readonly dataset: `${string}_CURVE` }>,
): Promise<Map<Day, { value: number; layer: number }>> {
  const [table, value, own] =
    dataset === 'MAX_POWER'
      ? ['max_power', 'power_va', '']
      : [dailyTable(dataset), 'value_wh', `and quality = 'measured'`]
  const held = await em.execute<{ day: Day; value: number; layer: number }[]>(
    `select date::text as day, ${value} as value, coalesce(layer, 0) as layer from ${table}
     where usage_point_id = ? and date = any(?::date[]) ${own}`,
    [pdl, column(rows.map(({ day }) => day))],
  )
  return new Map(held.map((row) => [row.day, row]))
}
