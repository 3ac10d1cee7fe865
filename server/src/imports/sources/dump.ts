import { v1Table, V1_TABLES } from '../layouts/v1.js'
import type { RowReader } from '../table.js'
import type { Reading } from './reading.js'

const COPY = /^COPY (?:"?\w+"?\.)?"?(\w+)"? \(([^)]*)\) FROM stdin;$/
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
}

/** Text of `pg_dump` → v1's tables of measures, of its `COPY` blocks. What else a dump holds is left alone. */
export class DumpReader {
  private reader: RowReader | null = null

  constructor(private readonly reading: Reading) {}

  static recognises(head: readonly string[]): boolean {
    return head.some((line) => line.includes('PostgreSQL database dump') || COPY.test(line))
  }

  line(text: string, number: number): void {
    if (this.reader) {
      if (text === '\\.') this.end()
      else this.reader.row(text.split('\t', 32).map(unescaped), number)
      return
    }
    const [, table = '', columns = ''] = text.startsWith('COPY ') ? (COPY.exec(text) ?? []) : []
    if (!(table in V1_TABLES)) return
    const header = columns.split(',').map((name) => name.trim().replaceAll('"', ''))
    this.reader = v1Table(table)(header, {
      collector: this.reading.collector,
      name: table,
      encoding: 'utf-8',
      separator: '\t',
      facts: {
        pdl: null,
        pdlKnownBy: null,
        direction: 'CONSUMPTION',
        directionKnownBy: 'CONTENT',
        kind: null,
        unit: null,
        stepMinutes: null,
      },
      register: (report) => void this.reading.tables.push(report),
    })
  }

  end(): void {
    this.reader?.end()
    this.reader = null
  }
}

function unescaped(cell: string): string {
  if (cell === '\\N') return ''
  return cell.includes('\\') ? cell.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : cell
}
