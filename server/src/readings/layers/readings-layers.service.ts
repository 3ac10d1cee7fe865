import type { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Instant } from '../../core/index.js'
import { addDays, Clock, EventBus, NotFound, rangesOf, startOf } from '../../core/index.js'
import { seconds } from '../columns.js'
import type { UpperLayer } from './layer.js'
import { LAYERS } from './layer.js'
import type { LayerPreview } from './layer-preview.js'
import { previewLayer, withoutHeld } from './layer-preview.js'
import type { CurveDataset, DayDataset, LayerRows } from './layer-rows.js'
import { checkedDays, checkedPeaks, checkedSlots, inSteps, isCurve } from './layer-rows.js'
import type { LayerChanges } from './layer-writer.js'
import { LayerWriter } from './layer-writer.js'
import { lockMeter } from './meter-lock.js'
import { spansOf } from './spans.js'

export interface BatchOf {
  readonly pdl: string
  readonly layer: UpperLayer
}

export type RowChunks = Iterable<LayerRows> | AsyncIterable<LayerRows>

/** So many days of a batch are taken away at once: what fits in memory. */
const DAYS_PER_STEP = 120

/**
 * The door for values that do not come from the gateway. Everything happens in the caller's transaction; what changed is
 * announced by the caller once it is committed. See docs/storage.md, "Layers".
 */
@Injectable()
export class ReadingsLayers {
  constructor(
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** A new, empty batch: within its layer it wins over the older ones. @returns its id. */
  async open(em: EntityManager, { pdl, layer }: BatchOf): Promise<number> {
    const [row] = await em.execute<{ id: number }[]>(
      'insert into reading_batch (layer, usage_point_id) values (?, ?) returning id',
      [LAYERS[layer], pdl],
    )
    if (!row) throw new Error('PostgreSQL returned no id for a new batch.')
    return row.id
  }

  /**
   * Adds values to a batch; what it said before of the same interval or day is replaced. Memory: one chunk at a time.
   * @param onlyGaps leaves out what is already shown, and what touches it.
   * Throws InvalidInput when two intervals of a chunk overlap or a value is impossible: the caller rolls back.
   */
  async apply(
    em: EntityManager,
    batch: number,
    chunks: RowChunks,
    { onlyGaps = false }: { onlyGaps?: boolean } = {},
  ): Promise<LayerChanges> {
    const { pdl, layer } = await batchOf(em, batch)
    await lockMeter(em, pdl)
    const now = this.clock.now()
    const writer = new LayerWriter(em, pdl, { layer, batch }, now)
    for await (const chunk of chunks) {
      const wanted = onlyGaps ? await withoutHeld(em, pdl, chunk) : chunk
      await addChunk(writer, wanted, now)
    }
    return writer.finish()
  }

  /** Takes a batch away: what lay beneath its values shows again. */
  async remove(em: EntityManager, batch: number): Promise<LayerChanges> {
    const { pdl, layer } = await batchOf(em, batch)
    await lockMeter(em, pdl)
    const writer = new LayerWriter(em, pdl, { layer, batch }, this.clock.now())
    for (const { dataset, from, to } of await spansOf(em, batch)) {
      if (!dataset.endsWith('_CURVE')) {
        await writer.takeDays(dataset as DayDataset, { from, to })
        continue
      }
      for (let day = from; day < to; day = addDays(day, DAYS_PER_STEP))
        await writer.takeSlots(dataset as CurveDataset, {
          from: startOf(day),
          to: startOf(addDays(day, DAYS_PER_STEP)),
        })
    }
    await em.execute('delete from reading_batch where id = ?', [batch], 'run')
    return writer.finish()
  }

  /** What `apply` would change, without changing it. Memory: one chunk at a time, and the days touched. */
  preview(em: EntityManager, of: BatchOf, chunks: RowChunks): Promise<LayerPreview[]> {
    return previewLayer(em, of, chunks)
  }

  /** Tells the house. To be called after the commit. */
  announce(pdl: string, changes: LayerChanges): void {
    for (const [dataset, days] of changes)
      this.bus.publish('ReadingsMerged', { pdl, dataset, ranges: rangesOf(days) })
  }
}

async function batchOf(em: EntityManager, batch: number): Promise<{ pdl: string; layer: number }> {
  const [row] = await em.execute<{ pdl: string; layer: number }[]>(
    'select usage_point_id as pdl, layer from reading_batch where id = ?',
    [batch],
  )
  if (!row) throw new NotFound(`There is no batch ${batch}.`)
  return row
}

async function addChunk(writer: LayerWriter, chunk: LayerRows, writtenAt: Instant): Promise<void> {
  if (isCurve(chunk)) {
    for (const rows of inSteps(checkedSlots(chunk.rows))) await writer.addSlots(chunk.dataset, rows)
  } else if (chunk.dataset === 'MAX_POWER') {
    const peaks = checkedPeaks(chunk.rows)
    await writer.addDays(
      chunk.dataset,
      peaks.map(({ day, at, powerVa }) => ({
        day,
        value: Math.round(powerVa),
        reachedAt: seconds(at) * 1000,
        writtenAt,
      })),
    )
  } else {
    await writer.addDays(
      chunk.dataset,
      checkedDays(chunk.rows).map(({ day, energyWh }) => ({
        day,
        value: energyWh === null ? null : Math.round(energyWh),
        reachedAt: null,
        writtenAt,
      })),
    )
  }
}
