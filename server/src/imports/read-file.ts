import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

import type { Instant } from '../core/index.js'
import { messageOf } from '../core/index.js'
import { Collector } from './collector.js'
import type { Container, FileReport, StagedDay, TableReport } from './report.js'
import { Archive } from './sources/archive.js'
import type { Reading } from './sources/reading.js'
import { readSqlite } from './sources/sqlite.js'
import { readText } from './sources/text.js'
import { readWorkbook } from './sources/workbook.js'
import { FileUnreadable } from './unreadable.js'

const PIECE_BYTES = 128 * 1024
const MOST_INFLATED = 2 * 1024 ** 3
const TEXT_ENTRY = /\.(?:csv|txt|sql)$/i

export interface ReadFileOptions {
  readonly path: string
  /** As the user knows it: it can tell the meter and the direction. */
  readonly fileName: string
  readonly now: Instant
  /** Values of one day; the same day may come again when a file is not in order. */
  readonly onDay: (day: StagedDay) => void
  /** Awaited between two pieces; throws to stop. */
  readonly breathe?: (bytesRead: number) => Promise<void>
}

/** A file of measures → its days, one after the other, and what was understood. Memory does not grow with the file. Throws FileUnreadable. */
export async function readImportFile(options: ReadFileOptions): Promise<FileReport> {
  const { path, fileName, now, onDay, breathe } = options
  const { size } = await stat(path)
  if (size === 0) throw new FileUnreadable('empty', 'This file is empty.')
  const collector = new Collector(now, onDay)
  const tables: TableReport[] = []
  let bytesRead = 0
  const reading: Reading = {
    fileName,
    collector,
    tables,
    breathe: async (bytes) => {
      bytesRead += bytes
      await breathe?.(bytesRead)
    },
  }
  const container = await readContainer(path, size, reading)
  collector.end()
  const values = tables.filter(({ layout }) => layout !== 'ENEDIS_CALENDAR')
  if (values.length === 0) throw new FileUnreadable('unknown', 'No known table in this file.')
  if (tables.some(({ directionKnownBy }) => directionKnownBy === 'ASSUMED'))
    collector.remarks.add('DIRECTION_ASSUMED')
  return {
    container,
    tables,
    rejections: collector.rejections,
    rejectedByRule: collector.rejectedByRule(),
    remarks: [...collector.remarks],
    totals: collector.totals,
  }
}

async function readContainer(path: string, size: number, reading: Reading): Promise<Container> {
  const head = await firstBytes(path)
  const starts = (text: string) => head.subarray(0, text.length).toString('latin1') === text
  if (starts('PK')) return readArchive(path, size, reading)
  if (starts('SQLite format 3\0')) {
    await readSqlite(path, reading, size)
    return 'SQLITE'
  }
  if (starts('PGDMP'))
    throw new FileUnreadable(
      'dump_format',
      'This dump of PostgreSQL is compressed: make a plain one (pg_dump --format=plain).',
    )
  if (starts('\xd0\xcf\x11\xe0'))
    throw new FileUnreadable(
      'encrypted',
      'This is an old or password-protected Excel file: save it as .xlsx, without a password.',
    )
  const stream = createReadStream(path, { highWaterMark: PIECE_BYTES })
  await readText(starts('\x1f\x8b') ? inflated(stream) : (stream as AsyncIterable<Uint8Array>), reading)
  return reading.tables.some(({ layout }) => layout.startsWith('V1')) ? 'SQL_DUMP' : 'TEXT'
}

async function* inflated(stream: Readable): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip()
  stream.on('error', (error) => gunzip.destroy(error))
  let bytes = 0
  try {
    for await (const piece of stream.pipe(gunzip) as AsyncIterable<Uint8Array>) {
      bytes += piece.length
      if (bytes > MOST_INFLATED)
        throw new FileUnreadable(
          'too_large_inside',
          'What this file unfolds to is too large (more than 2 GB).',
        )
      yield piece
    }
  } catch (error) {
    if (error instanceof FileUnreadable) throw error
    throw new FileUnreadable('broken', `This file is damaged: ${messageOf(error)}.`, error)
  } finally {
    stream.destroy()
    gunzip.destroy()
  }
}

async function readArchive(path: string, size: number, reading: Reading): Promise<Container> {
  const archive = await Archive.open(path)
  try {
    const names = archive.names()
    if (names.includes('xl/workbook.xml')) {
      await readWorkbook(archive, reading)
      await reading.breathe(size)
      return 'XLSX'
    }
    await readTexts(
      archive,
      names.filter((name) => TEXT_ENTRY.test(name)),
      reading,
    )
    return 'ZIP'
  } finally {
    archive.close()
  }
}

/** Files of an archive that are not ours are told of; when none is, the archive is refused. */
async function readTexts(archive: Archive, names: readonly string[], reading: Reading): Promise<void> {
  if (names.length === 0)
    throw new FileUnreadable('unknown', 'This archive holds neither a workbook nor a file of text (.csv).')
  let first: FileUnreadable | null = null
  for (const name of names) {
    try {
      await readText(archive.read(name), reading, name)
    } catch (error) {
      if (!(error instanceof FileUnreadable)) throw error
      first ??= error
      reading.collector.reject({ line: 1, table: name }, 'unknown_table', error.message)
    }
  }
  if (first && reading.tables.length === 0) throw first
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
