import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, Instant, Series, StoredDataset, StoredSeries } from '../../core/index.js'
import { recordChanges } from '../../core/index.js'
import { seconds } from '../columns.js'
import { curveTable } from '../tables.js'
import { changeDays } from './change-days.js'
import type { Span } from './curve-stack.js'
import { addShown, LONGEST_MS, restackCurve } from './curve-stack.js'
import { deriveAgain } from './derived-days.js'
import type { Source, StackedDay, StackedSlot } from './layer.js'
import type { CurveDataset, DayDataset, LayerSlot } from './layer-rows.js'
import { daysOfSlots, spanOfDays } from './layer-rows.js'
import { widenSpan } from './spans.js'

/** Days whose shown values changed, oldest first, by dataset; a curve also makes the energy of its days. */
export type LayerChanges = ReadonlyMap<StoredDataset, readonly Day[]>

/** Writes the values of one batch, within one transaction. For who holds the meter's lock. */
export class LayerWriter {
  private readonly changed = new Map<StoredDataset, Set<Day>>()
  private readonly bare = new Map<CurveDataset, Set<Day>>()

  constructor(
    private readonly em: EntityManager,
    private readonly pdl: string,
    private readonly source: Source,
    private readonly now: Instant,
  ) {}

  /** @param slots oldest first, none overlapping another of the batch. */
  async addSlots(dataset: CurveDataset, slots: readonly LayerSlot[]): Promise<void> {
    const [first, last] = [slots[0], slots.at(-1)]
    if (!first || !last) return
    const series = { pdl: this.pdl, dataset }
    const days = daysOfSlots(slots)
    await widenSpan(this.em, { batch: this.source.batch, series, range: spanOfDays(days) })
    const span = { from: first.startAt, to: last.startAt + last.minutes * 60_000 }
    const own: StackedSlot[] = slots.map(({ startAt, minutes, powerW }) => ({
      ...this.source,
      startAt,
      minutes,
      powerW: powerW === null ? null : Math.round(powerW),
    }))
    if (slots.every(({ powerW }) => powerW !== null) && (await isBare(this.em, series, span))) {
      await addShown(this.em, series, own)
      this.note(dataset, days)
      return
    }
    const starts = new Set(own.map(({ startAt }) => startAt))
    const isReplaced = ({ batch, startAt }: StackedSlot) => batch === this.source.batch && starts.has(startAt)
    const changed = await restackCurve(this.em, series, span, (held) => [
      ...held.filter((slot) => !isReplaced(slot)),
      ...own,
    ])
    this.note(dataset, changed)
  }

  async addDays(dataset: DayDataset, values: readonly Omit<StackedDay, keyof Source>[]): Promise<void> {
    if (values.length === 0) return
    const series = { pdl: this.pdl, dataset }
    const range = spanOfDays(values.map(({ day }) => day))
    await widenSpan(this.em, { batch: this.source.batch, series, range })
    const days = new Set(values.map(({ day }) => day))
    const isReplaced = ({ batch, day }: StackedDay) => batch === this.source.batch && days.has(day)
    const changed = await changeDays(this.em, series, { range, now: this.now }, (held) => [
      ...held.filter((value) => !isReplaced(value)),
      ...values.map((value) => ({ ...value, ...this.source })),
    ])
    this.note(dataset, changed)
  }

  async takeSlots(dataset: CurveDataset, span: Span): Promise<void> {
    const changed = await restackCurve(this.em, { pdl: this.pdl, dataset }, span, (held) =>
      held.filter(({ batch }) => batch !== this.source.batch),
    )
    this.note(dataset, changed)
  }

  async takeDays(dataset: DayDataset, range: { from: Day; to: Day }): Promise<void> {
    const changed = await changeDays(this.em, { pdl: this.pdl, dataset }, { range, now: this.now }, (held) =>
      held.filter(({ batch }) => batch !== this.source.batch),
    )
    this.note(dataset, changed)
  }

  /** Energy of the days whose curve changed, then the change log. */
  async finish(): Promise<LayerChanges> {
    for (const [dataset, days] of this.bare) {
      if (dataset === 'SOLAR_CURVE') continue
      const daily: Series['dataset'] =
        dataset === 'PRODUCTION_CURVE' ? 'PRODUCTION_DAILY' : 'CONSUMPTION_DAILY'
      this.note(daily, await deriveAgain(this.em, { pdl: this.pdl, dataset }, [...days], this.now))
    }
    const changes = new Map<StoredDataset, Day[]>()
    for (const [dataset, days] of this.changed) {
      if (days.size === 0) continue
      const sorted = [...days].sort()
      changes.set(dataset, sorted)
      await recordChanges(this.em, { pdl: this.pdl, dataset, days: sorted })
    }
    return changes
  }

  private note(dataset: StoredDataset, days: readonly Day[]): void {
    addTo(this.changed, dataset, days)
    if (isCurveName(dataset)) addTo(this.bare, dataset, days)
  }
}

function isCurveName(dataset: StoredDataset): dataset is CurveDataset {
  return dataset.endsWith('_CURVE')
}

function addTo<K>(sets: Map<K, Set<Day>>, key: K, days: readonly Day[]): void {
  const set = sets.get(key) ?? new Set()
  for (const day of days) set.add(day)
  sets.set(key, set)
}

/** Nothing of any layer can touch the span. */
async function isBare(em: EntityManager, { pdl, dataset }: StoredSeries, span: Span): Promise<boolean> {
  const bounds = [seconds(span.from - LONGEST_MS), seconds(span.to)]
  const [row] = await em.execute<{ held: boolean }[]>(
    `select exists (
       select 1 from ${curveTable(dataset)}
       where usage_point_id = ? and start_at > to_timestamp(?) and start_at < to_timestamp(?)
     ) or exists (
       select 1 from curve_beneath
       where usage_point_id = ? and dataset = ? and start_at > to_timestamp(?) and start_at < to_timestamp(?)
     ) as held`,
    [pdl, ...bounds, pdl, dataset, ...bounds],
  )
  return row?.held === false
}
