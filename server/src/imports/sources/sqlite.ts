import { messageOf } from '../../core/index.js'
import { v1Table, V1_FAILURES, V1_TABLES } from '../layouts/v1.js'
import { FileUnreadable } from '../unreadable.js'
import type { Reading } from './reading.js'

const ROWS_PER_TURN = 5000
const LONGEST_CELL = 64

/** A SQLite file → v1's tables of measures. Opened read-only. Throws FileUnreadable. */
export async function readSqlite(path: string, reading: Reading, bytes: number): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite')
  let found = 0
  try {
    const database = new DatabaseSync(path, { readOnly: true, allowExtension: false })
    try {
      const isTable = database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`)
      const tables = Object.keys(V1_TABLES).filter((name) => isTable.get(name) !== undefined)
      for (const table of tables) {
        found += await readTable(database, table, reading)
        await reading.breathe(bytes / tables.length)
      }
    } finally {
      database.close()
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') throw error
    throw new FileUnreadable('broken', `This SQLite file cannot be read: ${messageOf(error)}.`, error)
  }
  if (found === 0)
    throw new FileUnreadable(
      'unknown',
      'This SQLite file is not the database of MyElectricalData v1 (cache.db).',
    )
}

type Database = InstanceType<(typeof import('node:sqlite'))['DatabaseSync']>

/** @returns 1 when it is a table of v1. */
async function readTable(database: Database, table: string, reading: Reading): Promise<number> {
  const held = new Set(
    database
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name)),
  )
  const wanted = [...(V1_TABLES[table] ?? []), ...V1_FAILURES].filter((name) => held.has(name))
  const reader = v1Table(table)(wanted, {
    collector: reading.collector,
    name: table,
    encoding: null,
    separator: null,
    facts: {
      pdl: null,
      pdlKnownBy: null,
      direction: 'CONSUMPTION',
      directionKnownBy: 'CONTENT',
      kind: null,
      unit: null,
      stepMinutes: null,
    },
    register: (report) => void reading.tables.push(report),
  })
  if (!reader) return 0
  const cells = wanted.map((name) => `substr(cast("${name}" as text), 1, ${LONGEST_CELL}) as "${name}"`)
  const rows = database
    .prepare(`select ${cells.join(', ')} from "${table}" order by usage_point_id, date`)
    .iterate()
  let line = 0
  for (const row of rows) {
    line++
    reader.row(
      wanted.map((name) => (row[name] === null ? '' : String(row[name]))),
      line,
    )
    if (line % ROWS_PER_TURN === 0) await reading.breathe(0)
  }
  reader.end()
  return 1
}
