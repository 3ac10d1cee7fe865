import { ParisStamps } from '../paris-stamps.js'
import type { FileWriter, Row } from '../table.js'

/** An array of objects, one a row; an unknown value is null. */
export const json: FileWriter = async function* ({ columns, chunks }) {
  const stamps = new ParisStamps()
  const object = (row: Row) =>
    JSON.stringify(
      Object.fromEntries(
        columns.map(({ name, kind }, index) => {
          const value = row[index] ?? null
          return [name, kind === 'instant' && typeof value === 'number' ? stamps.text(value) : value]
        }),
      ),
    )
  let before = '[\n'
  for await (const rows of chunks) {
    if (rows.length === 0) continue
    yield before + rows.map(object).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
