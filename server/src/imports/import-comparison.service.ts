import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, SeriesDataset } from '../core/index.js'
import { addDays, daysBetween } from '../core/index.js'
import type { LayerPreview, LayerRows } from '../readings/index.js'
import { ReadingsLayers, ReadingsRepository } from '../readings/index.js'
import { Contents } from './contents.js'
import type { FileImport, StoredContent, StoredTotal } from './file-import.entity.js'
import { agrees, chunksOf } from './layer-chunks.js'
import type { FileReport } from './report.js'
import { Staging } from './staging.repository.js'
import type { JoinedDay } from './staged-days.js'
import type { TargetOf } from './targets.js'

export type Compared = Pick<FileImport, 'contents' | 'totals' | 'revision'>

/** Values left to take of a page, and how many say what is held already. */
interface Sifted {
  readonly chunks: readonly LayerRows[]
  readonly agreeing: number
}

/** Sets the values of a file against what is shown of the meters they go to. Changes nothing. */
@Injectable()
export class ImportComparison {
  constructor(
    private readonly em: EntityManager,
    private readonly staging: Staging,
    private readonly layers: ReadingsLayers,
    private readonly readings: ReadingsRepository,
  ) {}

  async compare(id: string, report: FileReport, targetOf: TargetOf): Promise<Compared> {
    const em = this.em.fork()
    const contents: StoredContent[] = []
    for (const named of await this.staging.meters(em, id)) {
      const target = targetOf(named)
      const sums = new Contents()
      const agreeing = new Map<SeriesDataset, number>()
      const previews =
        target === null
          ? await this.onlySum(em, id, named, sums)
          : await this.layers.preview(
              em,
              { pdl: target, layer: 'FILE' },
              this.chunks(em, { id, named, target }, sums, agreeing),
            )
      contents.push(...sums.all().map((content) => set(content, target, previews, agreeing)))
    }
    const totals = await Promise.all(
      report.totals.map(async ({ pdl, direction, range, energyWh }): Promise<StoredTotal> => {
        const target = targetOf(pdl)
        return {
          pdl: pdl === '' ? null : pdl,
          direction,
          ...range,
          energyWh,
          heldWh: target === null ? null : await this.heldWh(target, direction, range),
        }
      }),
    )
    return { contents, totals, revision: await this.revisionOf(em, contents, targetOf) }
  }

  /** What is to be taken of a file, by the meter it goes to. */
  async byMeter(
    em: EntityManager,
    id: string,
    targetOf: TargetOf,
  ): Promise<{ target: string; chunks: AsyncGenerator<LayerRows> }[]> {
    const meters = await this.staging.meters(em, id)
    return meters.flatMap((named) => {
      const target = targetOf(named)
      return target === null ? [] : [{ target, chunks: this.chunks(em, { id, named, target }) }]
    })
  }

  private async *chunks(
    em: EntityManager,
    { id, named, target }: { id: string; named: string; target: string },
    sums?: Contents,
    agreeing?: Map<SeriesDataset, number>,
  ): AsyncGenerator<LayerRows> {
    for await (const days of this.staging.pages(em, id, named)) {
      for (const day of days) sums?.add(day)
      for (const ofSeries of Map.groupBy(days, ({ dataset }) => dataset).values()) {
        const sifted = await this.sift(target, ofSeries)
        const [first] = ofSeries
        if (first && sifted.agreeing > 0)
          agreeing?.set(first.dataset, (agreeing.get(first.dataset) ?? 0) + sifted.agreeing)
        yield* sifted.chunks
      }
    }
  }

  /** The newest change of what a file speaks of. */
  async revisionOf(
    em: EntityManager,
    contents: readonly StoredContent[],
    targetOf: TargetOf,
  ): Promise<number | null> {
    let newest = 0
    for (const { pdl, dataset, range } of contents) {
      const target = targetOf(pdl ?? '')
      if (target === null) return null
      const [row] = await em.execute<{ revision: number }[]>(
        `select coalesce(max(revision), 0)::float8 as revision from change_log
         where usage_point_id = ? and dataset = ? and date >= ? and date < ?`,
        [target, dataset, range.from, range.to],
      )
      newest = Math.max(newest, row?.revision ?? 0)
    }
    return newest
  }

  private async sift(target: string, days: readonly JoinedDay[]): Promise<Sifted> {
    const rounded = days.some(({ precisionWh }) => precisionWh > 1)
    const held = rounded ? await this.heldDays(target, days) : new Map<Day, number>()
    const taken = rounded ? days.filter((day) => !agrees(day, held)) : days
    return { chunks: chunksOf(taken), agreeing: days.length - taken.length }
  }

  private async heldDays(pdl: string, days: readonly JoinedDay[]): Promise<Map<Day, number>> {
    const [first, last] = [days[0], days.at(-1)]
    if (!first || !last) return new Map()
    const { dataset } = first
    const rows = await this.readings.daily({ pdl, dataset }, { from: first.day, to: addDays(last.day, 1) })
    return new Map(rows.map(({ day, energyWh }) => [day, energyWh]))
  }

  private async onlySum(em: EntityManager, id: string, named: string, sums: Contents): Promise<null> {
    for await (const days of this.staging.pages(em, id, named)) for (const day of days) sums.add(day)
    return null
  }

  /** null unless every day of the range is held. */
  private async heldWh(
    pdl: string,
    direction: 'CONSUMPTION' | 'PRODUCTION',
    range: { from: Day; to: Day },
  ): Promise<number | null> {
    const days = await this.readings.daily({ pdl, dataset: `${direction}_DAILY` }, range)
    return days.length === daysBetween(range.from, range.to)
      ? days.reduce((sum, { energyWh }) => sum + energyWh, 0)
      : null
  }
}

function set(
  content: StoredContent,
  target: string | null,
  previews: readonly LayerPreview[] | null,
  agreeing: ReadonlyMap<SeriesDataset, number>,
): StoredContent {
  if (target === null || previews === null) return content
  const nothing = { new: 0, differing: 0, same: 0, conflicting: 0 }
  const { values, days } = previews.find(({ dataset }) => dataset === content.dataset) ?? {
    values: nothing,
    days: nothing,
  }
  const more = agreeing.get(content.dataset) ?? 0
  return {
    ...content,
    against: {
      values: { ...values, same: values.same + more },
      days: { ...days, same: days.same + more },
    },
  }
}
