import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'

import type { Column, FileWriter } from '../table.js'

/** One row group a chunk; instants are in UTC, as Parquet wants them. */
export const parquet: FileWriter = async function* ({ columns, chunks }) {
  const bytes = new ByteWriter()
  const file = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'linky_local', num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'linky-local',
  })
  /** What is written so far; the writer counts on from there. */
  const taken = () => {
    const piece = bytes.getBytes().slice()
    bytes.index = 0
    return piece
  }
  for await (const rows of chunks) {
    if (rows.length === 0) continue
    await file.write({
      columnData: columns.map(({ name, kind }, index) => ({
        name,
        data: rows.map((row) => {
          const value = row[index] ?? null
          return kind === 'instant' && typeof value === 'number' ? new Date(value) : value
        }),
      })),
      rowGroupSize: rows.length,
    })
    yield taken()
  }
  await file.finish()
  yield taken()
}

function elementOf({ name, kind }: Column): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  switch (kind) {
    case 'number':
      return { ...optional, type: 'DOUBLE' }
    case 'instant':
      return { ...optional, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }
    default:
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  }
}
