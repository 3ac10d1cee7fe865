import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { Injectable, Logger } from '@nestjs/common'

import { Env } from '../core/index.js'
import type { FileImport } from './file-import.entity.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { ImportReader } from './import-reader.service.js'
import { ImportsService } from './imports.service.js'
import { metersOf } from './targets.js'

const MOST_FILES = 200

/**
 * The folder of IMPORT_FOLDER: a file is read once it has the same size on two looks, and again when it changes. It is
 * applied by itself when it leaves nothing to decide; else it waits on the page. Files are never moved nor deleted.
 */
@Injectable()
export class WatchedFolder {
  private readonly logger = new Logger(WatchedFolder.name)
  private seen = new Set<string>()

  constructor(
    private readonly env: Env,
    private readonly files: FileImportsRepository,
    private readonly reader: ImportReader,
    private readonly imports: ImportsService,
  ) {}

  async look(): Promise<void> {
    const folder = this.env.IMPORT_FOLDER
    if (folder === undefined) return
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
    const keys = new Set<string>()
    for (const fileName of names.slice(0, MOST_FILES)) {
      const path = join(folder, fileName)
      const found = await stat(path)
      if (!found.isFile()) continue
      const key = `${fileName}|${found.size}|${Math.round(found.mtimeMs)}`
      keys.add(key)
      if (this.seen.has(key) && !(await this.files.knowsFolderFile(key))) await this.take(path, fileName, key)
    }
    this.seen = keys
  }

  private async take(path: string, fileName: string, key: string): Promise<void> {
    const id = await this.reader.readInPlace(path, fileName, key)
    const file = await this.files.find(id)
    if (!file || !leavesNothingToDecide(file)) {
      this.logger.log(`${fileName} is read and waits on the settings page.`)
      return
    }
    await this.imports.apply(id, {
      pdl: file.pdl ?? null,
      onlyGaps: file.contents.some(({ precisionWh }) => precisionWh > 1),
    })
    this.logger.log(`${fileName} is read and applied.`)
  }
}

/** A meter that we follow, a direction that the file tells, no line left out, nothing against a value set by hand. */
export function leavesNothingToDecide(file: FileImport): boolean {
  const { report = null, problem = null, pdl = null, contents } = file
  return (
    problem === null &&
    report !== null &&
    report.rejections.length === 0 &&
    !report.remarks.includes('DIRECTION_ASSUMED') &&
    metersOf(file).length <= 1 &&
    pdl !== null &&
    contents.every(({ against }) => against !== null && against.values.conflicting === 0)
  )
}
