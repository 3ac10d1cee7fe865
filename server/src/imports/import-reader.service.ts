import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { Injectable, Logger } from '@nestjs/common'

import { AppError, Clock, Env, messageOf, storedProblem, toAppError } from '../core/index.js'
import { FileImportsRepository } from './file-imports.repository.js'
import { ImportCancelled, ImportFlights } from './import-flights.js'
import { ImportPreview } from './import-preview.service.js'
import { readImportFile } from './read-file.js'
import type { StagedDay } from './report.js'
import { FileUnreadable } from './unreadable.js'

const DAYS_PER_WRITE = 200
const MEGABYTE = 1024 * 1024

interface Incoming {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  /** Ours, to be removed once read; else it stays where it is. */
  readonly temporary: boolean
}

/** Receives files and reads them, one at a time; nothing of a file stays on the disk once it is read. */
@Injectable()
export class ImportReader {
  private readonly logger = new Logger(ImportReader.name)
  private queue: Promise<void> = Promise.resolve()

  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly files: FileImportsRepository,
    private readonly preview: ImportPreview,
    private readonly flights: ImportFlights,
  ) {}

  /** Folder of files that are arriving or being read. */
  get folder(): string {
    return join(this.env.DATA_DIR, 'imports')
  }

  get maxMegabytes(): number {
    return this.env.IMPORT_MAX_MB
  }

  /** Resolves when no file is being read. */
  idle(): Promise<void> {
    return this.queue
  }

  /**
   * A file on its way in → its id, once it has arrived; it is then read in the background.
   * Throws AppError TOO_LARGE; a sender that goes away leaves nothing.
   */
  async receive(body: Readable, fileName: string): Promise<string> {
    const id = randomUUID()
    const path = join(this.folder, id)
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    try {
      await pipeline(body, atMost(this.maxMegabytes), createWriteStream(path, { mode: 0o600 }))
      const { size: bytes } = await stat(path)
      await this.files.open({ id, fileName, bytes, folderKey: null }, this.clock.now())
      this.enqueue(id, { path, fileName, bytes, temporary: true })
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    return id
  }

  /** A file that stays where it is → its id, once it is read. */
  async readInPlace(path: string, fileName: string, folderKey: string): Promise<string> {
    const id = randomUUID()
    const { size: bytes } = await stat(path)
    await this.files.open({ id, fileName, bytes, folderKey }, this.clock.now())
    this.enqueue(id, { path, fileName, bytes, temporary: false })
    await this.queue
    return id
  }

  private enqueue(id: string, file: Incoming): void {
    this.flights.open(id, file.bytes)
    this.queue = this.queue
      .then(() => this.read(id, file))
      .catch((error: unknown) => this.fail(id, error))
      .then(() => (file.temporary ? rm(file.path, { force: true }) : undefined))
      .catch((error: unknown) => this.logger.error(`Import ${id}: ${messageOf(error)}`))
      .finally(() => this.flights.close(id))
  }

  private async read(id: string, file: Incoming): Promise<void> {
    let waiting: StagedDay[] = []
    let parts = 0
    const write = async () => {
      const days = waiting
      waiting = []
      await this.preview.keep(id, days, parts)
      parts += days.length
    }
    const report = await readImportFile({
      path: file.path,
      fileName: file.fileName,
      now: this.clock.now(),
      onDay: (day) => waiting.push(day),
      breathe: async (bytesRead) => {
        this.flights.advance(id, bytesRead)
        if (waiting.length >= DAYS_PER_WRITE) await write()
      },
    })
    this.flights.advance(id, file.bytes)
    await write()
    if (parts === 0 && report.totals.length === 0)
      throw new FileUnreadable(
        'no_value',
        'This file holds no value: each one is blank or had to be left out.',
      )
    await this.preview.finish(id, report)
  }

  private async fail(id: string, error: unknown): Promise<void> {
    if (error instanceof ImportCancelled) return this.files.remove(id)
    const known = toAppError(error)
    if (!(error instanceof FileUnreadable))
      this.logger.error(`Import ${id}: ${messageOf(error)}`, error instanceof Error ? error.stack : undefined)
    await this.preview.refuse(id, {
      ...storedProblem(known),
      rule: known.fields.find(({ path }) => path === 'file')?.rule ?? null,
    })
  }
}

/** Passes bytes on, and stops at the limit. */
function atMost(megabytes: number) {
  return async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0
    for await (const piece of source) {
      bytes += piece.length
      if (bytes > megabytes * MEGABYTE)
        throw new AppError('TOO_LARGE', `A file may have ${megabytes} MB at most (IMPORT_MAX_MB).`, {
          level: 'debug',
        })
      yield piece
    }
  }
}
