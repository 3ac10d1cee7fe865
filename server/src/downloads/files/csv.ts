import { ParisStamps } from '../paris-stamps.js'
import type { FileWriter, Row } from '../table.js'

export interface CsvMarks {
  readonly separator: string
  readonly decimal: string
}

/** What programs expect, and what a French spreadsheet opens by a double click. */
export const CSV_MARKS = {
  INTERNATIONAL: { separator: ',', decimal: '.' },
  FRENCH: { separator: ';', decimal: ',' },
} as const satisfies Record<string, CsvMarks>
export type CsvDialect = keyof typeof CSV_MARKS

const BYTE_ORDER_MARK = '\ufeff'
/** A spreadsheet would run it as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** One header of column names, then one line a row; an unknown value is an empty cell. UTF-8, told so to spreadsheets. */
export function csv({ separator, decimal }: CsvMarks): FileWriter {
  return async function* ({ columns, chunks }) {
    const stamps = new ParisStamps()
    const isInstant = columns.map(({ kind }) => kind === 'instant')
    const number = (value: number) =>
      decimal === '.' || Number.isInteger(value) ? String(value) : String(value).replace('.', decimal)
    // A loop, and no list between: ten years of half-hours are 175,000 lines.
    const text = (rows: readonly Row[]) => {
      let lines = ''
      for (const row of rows) {
        for (let index = 0; index < row.length; index++) {
          const value = row[index]
          if (index > 0) lines += separator
          if (typeof value === 'string') lines += quoted(value, separator)
          else if (typeof value === 'number') lines += isInstant[index] ? stamps.text(value) : number(value)
        }
        lines += '\r\n'
      }
      return lines
    }
    yield `${BYTE_ORDER_MARK}${columns.map(({ name }) => name).join(separator)}\r\n`
    for await (const rows of chunks) if (rows.length > 0) yield text(rows)
  }
}

function quoted(text: string, separator: string): string {
  if (/^\w*$/.test(text)) return text
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /["\r\n]/.test(harmless) || harmless.includes(separator)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
