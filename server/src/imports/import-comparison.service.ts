import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, SeriesDataset } from '../core/index.js'
import { addDays, daysBetween } from '../core/index.js'
import type { LayerRows } from '../readings/index.js'
import { ReadingsLayers, ReadingsRepository } from '../readings/index.js'
import { Against } from './against.js'
import { oneAhead } from './ahead.js'
import { Contents } from './contents.js'
import type { FileImport, StoredContent, StoredTotal } from './file-import.entity.js'
import { agrees, chunksOf } from './layer-chunks.js'
import type { FileReport } from './report.js'
import { Staging } from './staging.repository.js'
import type { JoinedDay } from './staged-days.js'
import type { TargetOf } from './targets.js'

export type Compared = Pick<FileImport, 'contents' | 'totals' | 'revision'>

/** Values of a file for one meter: as the file names it, and where they go. */
interface Source {
  readonly id: string
  readonly named: string
  readonly target: string
}

interface Extent {
  readonly first: Day
  readonly last: Day
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
      if (target === null) {
        for await (const days of this.staging.pages(em, id, named)) for (const day of days) sums.add(day)
        contents.push(...sums.all())
        continue
      }
      const against = new Against()
      const chunks = this.judged(em, { id, named, target }, sums, against)
      against.add(await this.layers.preview(em, { pdl: target, layer: 'FILE' }, chunks))
      contents.push(...sums.all().map((content) => ({ ...content, against: against.of(content.dataset) })))
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
      // On a connection of their own: a page is fetched while the one before is being written.
      return target === null ? [] : [{ target, chunks: this.chunks(this.em.fork(), { id, named, target }) }]
    })
  }

  private async *chunks(em: EntityManager, of: Source): AsyncGenerator<LayerRows> {
    for await (const days of oneAhead(this.staging.pages(em, of.id, of.named)))
      for (const ofSeries of Map.groupBy(days, ({ dataset }) => dataset).values())
        yield* chunksOf(await this.withoutAgreeing(of.target, ofSeries))
  }

  /** What the layers have to judge: the rest is counted here. */
  private async *judged(
    em: EntityManager,
    of: Source,
    sums: Contents,
    against: Against,
  ): AsyncGenerator<LayerRows> {
    const extents = new Map<SeriesDataset, Extent | null>()
    for await (const days of this.staging.pages(em, of.id, of.named)) {
      for (const day of days) sums.add(day)
      for (const [dataset, ofSeries] of Map.groupBy(days, (day) => day.dataset)) {
        const taken = await this.withoutAgreeing(of.target, ofSeries)
        against.count(
          'same',
          ofSeries.filter((day) => !taken.includes(day)),
        )
        const extent = extents.get(dataset) ?? (await this.readings.extent({ pdl: of.target, dataset }))
        extents.set(dataset, extent)
        const beyond = taken.filter(({ day }) => extent === null || day < extent.first || day > extent.last)
        against.count('new', beyond)
        yield* chunksOf(beyond.length === 0 ? taken : taken.filter((day) => !beyond.includes(day)))
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

  /** The days that say more than what is held. */
  private async withoutAgreeing(target: string, days: readonly JoinedDay[]): Promise<readonly JoinedDay[]> {
    if (!days.some(({ precisionWh }) => precisionWh > 1)) return days
    const held = await this.heldDays(target, days)
    return days.filter((day) => !agrees(day, held))
  }

  private async heldDays(pdl: string, days: readonly JoinedDay[]): Promise<Map<Day, number>> {
    const [first, last] = [days[0], days.at(-1)]
    if (!first || !last) return new Map()
    const { dataset } = first
    const rows = await this.readings.daily({ pdl, dataset }, { from: first.day, to: addDays(last.day, 1) })
    return new Map(rows.map(({ day, energyWh }) => [day, energyWh]))
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
