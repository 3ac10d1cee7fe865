import type { Readable } from 'node:stream'

import type { Entry, ZipFile } from 'yauzl'
import { open } from 'yauzl'

import { messageOf } from '../../core/index.js'
import { FileUnreadable } from '../unreadable.js'

const MOST_ENTRIES = 500
/** Far above any workbook of measures; what is inside is streamed, so this bounds time, not memory. */
const MOST_BYTES_INSIDE = 2 * 1024 ** 3

/** A ZIP file, its list of contents read. */
export class Archive {
  private inflated = 0

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Throws FileUnreadable. */
  static async open(path: string): Promise<Archive> {
    try {
      const zip = await new Promise<ZipFile>((resolve, reject) => {
        open(path, { lazyEntries: true, autoClose: false }, (error, opened) =>
          error ? reject(error) : resolve(opened),
        )
      })
      const entries = await listed(zip).catch((error: unknown) => {
        zip.close()
        throw error
      })
      return new Archive(zip, entries)
    } catch (error) {
      if (error instanceof FileUnreadable) throw error
      throw new FileUnreadable('broken', `This archive is damaged: ${messageOf(error)}.`, error)
    }
  }

  names(): string[] {
    return [...this.entries.keys()]
  }

  /** Inflated bytes of one file, counted: an archive that grows without measure is refused. null = no such file. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name)
    if (!entry) return
    if (entry.isEncrypted())
      throw new FileUnreadable('encrypted', 'This file is protected by a password: save it without one.')
    try {
      const stream = await new Promise<Readable>((resolve, reject) => {
        this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
      })
      for await (const piece of stream as AsyncIterable<Uint8Array>) {
        this.inflated += piece.length
        if (this.inflated > MOST_BYTES_INSIDE)
          throw new FileUnreadable(
            'too_large_inside',
            'What this archive unfolds to is too large (more than 2 GB).',
          )
        yield piece
      }
    } catch (error) {
      if (error instanceof FileUnreadable) throw error
      throw new FileUnreadable('broken', `This archive is damaged: ${messageOf(error)}.`, error)
    }
  }

  close(): void {
    this.zip.close()
  }
}

function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      if (entries.size > MOST_ENTRIES)
        reject(new FileUnreadable('hostile', `This archive holds more than ${MOST_ENTRIES} files.`))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}
