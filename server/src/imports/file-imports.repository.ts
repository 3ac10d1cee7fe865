import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Instant } from '../core/index.js'
import { Clock, NotFound } from '../core/index.js'
import { FileImportDay } from './file-import-day.entity.js'
import { FileImport } from './file-import.entity.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Fields = Partial<Omit<FileImport, 'id'>>

/** The records of files. */
@Injectable()
export class FileImportsRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Newest first. @param before id of the last one held. */
  async list(limit: number, before?: string): Promise<FileImport[]> {
    const last = before === undefined ? null : await this.find(before)
    if (before !== undefined && !last) return []
    const older = last && {
      $or: [{ createdAt: { $lt: last.createdAt } }, { createdAt: last.createdAt, id: { $lt: last.id } }],
    }
    return this.em
      .fork()
      .find(FileImport, older ?? {}, { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], limit })
  }

  async find(id: string): Promise<FileImport | null> {
    return UUID.test(id) ? this.em.fork().findOne(FileImport, { id }) : null
  }

  async get(id: string): Promise<FileImport> {
    const file = await this.find(id)
    if (!file) throw new NotFound(`No import ${id}. Imports are listed by fileImports.`)
    return file
  }

  /** The row of a file, held against others until the end of the transaction. */
  async lock(em: EntityManager, id: string): Promise<FileImport> {
    const [row] = UUID.test(id)
      ? await em.execute<{ id: string }[]>('select id from file_import where id = ? for update', [id])
      : []
    if (!row) throw new NotFound(`No import ${id}. Imports are listed by fileImports.`)
    return em.findOneOrFail(FileImport, { id }, { refresh: true })
  }

  async open(file: Pick<FileImport, 'id' | 'fileName' | 'bytes' | 'folderKey'>, now: Instant): Promise<void> {
    const em = this.em.fork()
    await em.persist(em.create(FileImport, { ...file, state: 'READING', createdAt: new Date(now) })).flush()
  }

  async update(id: string, fields: Fields): Promise<void> {
    await this.em.fork().nativeUpdate(FileImport, { id }, fields)
  }

  /** A file is applied or taken away: its values have gone where they belong. */
  async close(
    em: EntityManager,
    { id }: FileImport,
    fields: Pick<FileImport, 'batches' | 'adopted'> & { state: 'APPLIED' | 'UNDONE'; onlyGaps?: boolean },
  ): Promise<void> {
    await em.nativeDelete(FileImportDay, { fileImport: id })
    const now = new Date(this.clock.now())
    const at = fields.state === 'APPLIED' ? { appliedAt: now } : { undoneAt: now }
    await em.nativeUpdate(FileImport, { id }, { ...fields, ...at })
  }

  async remove(id: string): Promise<void> {
    await this.em.fork().nativeDelete(FileImport, { id })
  }

  async knowsFolderFile(folderKey: string): Promise<boolean> {
    return (await this.em.fork().count(FileImport, { folderKey })) > 0
  }

  /** Files whose reading a stop has cut: nothing of them is worth keeping. */
  async removeCut(): Promise<number> {
    return this.em.fork().nativeDelete(FileImport, { state: 'READING' })
  }

  /** Files read and left alone since; what the watched folder holds is kept, or it would be read again. */
  async removeForgotten(before: Instant): Promise<number> {
    return this.em
      .fork()
      .nativeDelete(FileImport, { state: 'PREVIEWED', folderKey: null, createdAt: { $lt: new Date(before) } })
  }
}
