import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { DayRange, Series } from '../../core/index.js'
import { AppError, Clock, InvalidInput, NotFound } from '../../core/index.js'
import { curveSums } from '../curve-sums.js'
import { dailyTable } from '../tables.js'
import { UsagePointsService } from '../usage-points.service.js'
import type { CorrectionDraft } from './correction-checks.js'
import { correctionFaults, rowsOf } from './correction-checks.js'
import { CorrectionEntry } from './correction.entity.js'
import { daysOfSlots, spanOfDays } from './layer-rows.js'
import { ReadingsLayers } from './readings-layers.service.js'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a person says of a wrong value: it wins over files and gateway until it is undone. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly em: EntityManager,
    private readonly layers: ReadingsLayers,
    private readonly points: UsagePointsService,
    private readonly clock: Clock,
  ) {}

  /** Throws INVALID_INPUT with its fields. */
  async correct(pdl: string, draft: CorrectionDraft): Promise<CorrectionEntry> {
    await this.points.get(pdl)
    const now = this.clock.now()
    const faults = correctionFaults(draft, now)
    if (faults.length > 0)
      throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
    const chunk = rowsOf(draft)
    const series: Series = { pdl, dataset: `${draft.direction}_${draft.date == null ? 'CURVE' : 'DAILY'}` }
    const days = chunk.rows.map((row) => ('day' in row ? row.day : daysOfSlots([row])[0]))
    const range = spanOfDays(days.filter((day) => day !== undefined))
    const { entry, changes } = await this.em.fork().transactional(async (em) => {
      const batch = await this.layers.open(em, { pdl, layer: 'MANUAL' })
      const before = await energyOf(em, series, range)
      const changed = await this.layers.apply(em, batch, [chunk])
      const created = em.create(CorrectionEntry, {
        usagePointId: pdl,
        dataset: series.dataset,
        fromDate: range.from,
        toDate: range.to,
        valueCount: chunk.rows.length,
        differenceWh: (await energyOf(em, series, range)) - before,
        note: draft.note?.trim() || null,
        batchId: batch,
        createdAt: new Date(now),
        undoneAt: null,
      })
      await em.flush()
      return { entry: created, changes: changed }
    })
    this.layers.announce(pdl, changes)
    return entry
  }

  /** What lies below shows again. Throws CONFLICT when it was undone before. */
  async undo(id: string): Promise<CorrectionEntry> {
    const { entry, changes } = await this.em.fork().transactional(async (em) => {
      const found = ID.test(id) ? await em.findOne(CorrectionEntry, { id }) : null
      if (!found) throw new NotFound(`There is no correction ${id}.`)
      if (found.batchId == null) throw new AppError('CONFLICT', 'This correction is already undone.')
      const changed = await this.layers.remove(em, found.batchId)
      Object.assign(found, { batchId: null, undoneAt: new Date(this.clock.now()) })
      await em.flush()
      return { entry: found, changes: changed }
    })
    this.layers.announce(entry.usagePointId, changes)
    return entry
  }

  /** Newest first. */
  async list(pdl: string | null, limit: number, before: string | null): Promise<CorrectionEntry[]> {
    const em = this.em.fork()
    const last = before !== null && ID.test(before) ? await em.findOne(CorrectionEntry, { id: before }) : null
    if (before !== null && last === null) throw new NotFound(`There is no correction ${before}.`)
    return em.find(
      CorrectionEntry,
      {
        ...(pdl === null ? {} : { usagePointId: pdl }),
        ...(last === null
          ? {}
          : {
              $or: [
                { createdAt: { $lt: last.createdAt } },
                { createdAt: last.createdAt, id: { $lt: last.id } },
              ],
            }),
      },
      { orderBy: { createdAt: 'desc', id: 'desc' }, limit },
    )
  }
}

/** Shown energy of a series over its days, Wh. */
async function energyOf(em: EntityManager, series: Series, range: DayRange): Promise<number> {
  if (series.dataset.endsWith('_CURVE'))
    return (await curveSums(em, series, range)).reduce((sum, { wattMinutes }) => sum + wattMinutes / 60, 0)
  const [row] = await em.execute<{ wh: number }[]>(
    `select coalesce(sum(value_wh), 0)::float8 as wh from ${dailyTable(series.dataset)}
     where usage_point_id = ? and date >= ? and date < ?`,
    [series.pdl, range.from, range.to],
  )
  return row?.wh ?? 0
}
