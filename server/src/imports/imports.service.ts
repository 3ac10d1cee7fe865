import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { AppError } from '../core/index.js'
import type { LayerChanges } from '../readings/index.js'
import { ReadingsLayers } from '../readings/index.js'
import { AdoptedMeters } from './adopted-meters.js'
import type { StoredBatch } from './file-import.entity.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { ImportComparison } from './import-comparison.service.js'
import { metersOf, targetsOf } from './targets.js'

interface Told {
  readonly changes: readonly { readonly pdl: string; readonly of: LayerChanges }[]
  readonly meters: readonly string[]
}

/** Applies files and takes them away again, each in one transaction. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly em: EntityManager,
    private readonly files: FileImportsRepository,
    private readonly comparison: ImportComparison,
    private readonly layers: ReadingsLayers,
    private readonly meters: AdoptedMeters,
  ) {}

  /**
   * @param pdl meter of a file that names none or one; a file of several meters goes to each of them.
   * Throws CONFLICT when what is held has moved since the preview.
   */
  apply(id: string, { pdl, onlyGaps }: { pdl: string | null; onlyGaps: boolean }): Promise<void> {
    return this.inTransaction(async (em) => {
      const file = await this.files.lock(em, id)
      if (file.state !== 'PREVIEWED' || file.problem)
        throw new AppError('CONFLICT', 'Only a file that was read and can be taken is applied, and once.')
      const targetOf = targetsOf(metersOf(file), pdl)
      const revision = await this.comparison.revisionOf(em, file.contents, targetOf)
      if (revision === null || (file.pdl ?? null) !== pdl || revision > (file.revision ?? -1))
        throw new AppError('CONFLICT', 'What is held has changed since the preview: look at it again.')
      const changes: { pdl: string; of: LayerChanges }[] = []
      const batches: StoredBatch[] = []
      for (const { target, chunks } of await this.comparison.byMeter(em, id, targetOf)) {
        const batch = await this.layers.open(em, { pdl: target, layer: 'FILE' })
        changes.push({ pdl: target, of: await this.layers.apply(em, batch, chunks, { onlyGaps }) })
        batches.push({ pdl: target, batch })
      }
      const adopted = await this.meters.adopt(
        em,
        batches.map((batch) => batch.pdl),
      )
      await this.files.close(em, file, { state: 'APPLIED', batches, adopted, onlyGaps })
      return { changes, meters: adopted }
    })
  }

  undo(id: string): Promise<void> {
    return this.inTransaction(async (em) => {
      const file = await this.files.lock(em, id)
      if (file.state !== 'APPLIED')
        throw new AppError('CONFLICT', 'Only a file that is applied can be taken away.')
      const changes: { pdl: string; of: LayerChanges }[] = []
      for (const { pdl, batch } of file.batches.toReversed())
        changes.push({ pdl, of: await this.layers.remove(em, batch) })
      const meters = await this.meters.release(em, file.adopted)
      await this.files.close(em, file, { state: 'UNDONE', batches: [], adopted: [] })
      return { changes, meters }
    })
  }

  private async inTransaction(work: (em: EntityManager) => Promise<Told>): Promise<void> {
    const { changes, meters } = await this.em.fork().transactional((em) => work(em))
    this.meters.announce(meters)
    for (const { pdl, of } of changes) this.layers.announce(pdl, of)
  }
}
