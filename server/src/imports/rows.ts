import type { Collector } from './collector.js'
import type { Row } from './facts.js'
import { factsOf } from './facts.js'
import { layouts } from './layouts/index.js'
import { otherSourceOf } from './layouts/others.js'
import type { TableReport } from './report.js'
import type { RowReader } from './table.js'
import type { Separator } from './values/cells.js'
import type { Encoding } from './values/encoding.js'

const REMEMBERED = 24
/** Headings begin with a letter, or with the empty column that stands before a table of a sheet. */
const HEADING = /^[\s\ufeff"]*[^\d\s"]/

export interface RowsOptions {
  readonly collector: Collector
  readonly fileName: string
  readonly name: string | null
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  readonly register: (report: TableReport) => void
}

/** Rows of a file or of a sheet → the layouts that read them. A file may hold several tables, one under the other. */
export class Rows {
  private readonly before: Row[] = []
  private reader: RowReader | null = null
  /** Whose layout this looks like; null = nobody's. */
  other: string | null = null

  constructor(private readonly options: RowsOptions) {}

  get recognised(): boolean {
    return this.reader !== null
  }

  row(cells: Row, line: number): void {
    const heading = cells.find((cell) => cell !== '')
    if (heading === undefined) return
    if (HEADING.test(heading) && this.turnTo(cells)) return
    this.remember(cells)
    if (this.reader && !this.isPreamble(cells)) this.reader.row(cells, line)
  }

  end(): void {
    this.reader?.end()
  }

  private turnTo(cells: Row): boolean {
    const { collector, fileName, name, encoding, separator, register } = this.options
    this.other ??= otherSourceOf(cells)
    const facts = factsOf(this.before, name, fileName)
    const context = { collector, name, encoding, separator, facts, register }
    for (const layout of layouts) {
      const reader = layout(cells, context)
      if (!reader) continue
      this.reader?.end()
      this.reader = reader
      return true
    }
    return false
  }

  /** The description of the next table of an Enedis file, and its values in the row that follows. */
  private isPreamble(cells: Row): boolean {
    const previous = this.before.at(-2)
    return /^.?Identifiant PRM/i.test(cells[0] ?? '') || /^.?Identifiant PRM/i.test(previous?.[0] ?? '')
  }

  private remember(cells: Row): void {
    this.before.push(cells)
    if (this.before.length > REMEMBERED) this.before.shift()
  }
}
