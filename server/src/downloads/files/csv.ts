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
    const cell = (value: string | number | null, index: number): string => {
      if (value === null) return ''
      if (typeof value === 'string') return quoted(value, separator)
      if (isInstant[index]) return stamps.text(value)
      return decimal === '.' || Number.isInteger(value) ? String(value) : String(value).replace('.', decimal)
    }
    const line = (row: Row) => row.map(cell).join(separator)
    yield `${BYTE_ORDER_MARK}${columns.map(({ name }) => name).join(separator)}\r\n`
    for await (const rows of chunks) if (rows.length > 0) yield `${rows.map(line).join('\r\n')}\r\n`
  }
}

function quoted(text: string, separator: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /["\r\n]/.test(harmless) || harmless.includes(separator)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
