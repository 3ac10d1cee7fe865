import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { AppError, NotFound } from '../core/index.js'
import { UsagePointsService } from '../readings/index.js'
import type { FileImport } from './file-import.entity.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { ImportComparison } from './import-comparison.service.js'
import type { FileReport, StagedDay } from './report.js'
import { Staging } from './staging.repository.js'
import { metersOf, targetsOf } from './targets.js'

const PDL = /^\d{14}$/

/** What a file would change, and for which meter. */
@Injectable()
export class ImportPreview {
  constructor(
    private readonly em: EntityManager,
    private readonly files: FileImportsRepository,
    private readonly staging: Staging,
    private readonly comparison: ImportComparison,
    private readonly points: UsagePointsService,
  ) {}

  /** Values of a file that is being read. @param firstPart number of the first of these days among all of the file. */
  keep(id: string, days: readonly StagedDay[], firstPart: number): Promise<void> {
    return this.staging.add(id, days, firstPart)
  }

  /** The file is read: it is set against the meter that it names, when we follow it. */
  async finish(id: string, report: FileReport): Promise<void> {
    const named = await this.staging.meters(this.em.fork(), id)
    const all = [...new Set([...named, ...report.totals.map(({ pdl }) => pdl)])].filter((pdl) => pdl !== '')
    const [only] = all
    const chosen = all.length === 1 && only !== undefined && (await this.points.find(only)) ? only : null
    const compared = await this.comparison.compare(id, report, targetsOf(all, chosen))
    await this.files.update(id, {
      ...compared,
      report,
      pdl: chosen,
      state: 'PREVIEWED',
      problem:
        compared.contents.length > 0
          ? null
          : {
              code: 'FILE_UNREADABLE',
              message:
                'This file holds totals of months or years only: they are compared below, and no day can be taken from them.',
              pdl: null,
              retryAt: null,
              detail: null,
              rule: 'monthly_only',
            },
    })
  }

  /** The file is not one of ours: what was taken from it goes, the reason stays. */
  async refuse(id: string, problem: FileImport['problem']): Promise<void> {
    await this.staging.remove(this.em.fork(), id)
    await this.files.update(id, { state: 'PREVIEWED', problem })
  }

  /** Sets a file against a meter, and against what is held of it by now. */
  async again(id: string, pdl: string): Promise<FileImport> {
    const file = await this.files.get(id)
    const { report } = file
    if (file.state !== 'PREVIEWED' || !report)
      throw new AppError('CONFLICT', 'Only a file that is read, and not applied, can be previewed.')
    await this.checkMeter(file, pdl)
    const targetOf = targetsOf(metersOf(file), pdl)
    await this.files.update(id, { ...(await this.comparison.compare(id, report, targetOf)), pdl })
    return this.files.get(id)
  }

  /** Throws NotFound unless the meter is followed, or is the one that the file names. */
  async checkMeter(file: FileImport, pdl: string): Promise<void> {
    const isNamed = PDL.test(pdl) && metersOf(file).includes(pdl)
    if (!isNamed && !(await this.points.find(pdl)))
      throw new NotFound(`No meter ${pdl} on this account, and the file does not name it.`)
  }
}
