import type { Direction, SeriesDataset } from '../core/index.js'
import type { Collector, Origin } from './collector.js'
import type { Facts, Row } from './facts.js'
import type { LayoutName, Meaning, TableReport } from './report.js'
import type { Separator } from './values/cells.js'
import type { Label } from './values/dates.js'
import { labelOf } from './values/dates.js'
import type { Encoding } from './values/encoding.js'
import { decimalMarkOf, figureOf } from './values/numbers.js'

const PDL = /^\d{14}$/
const SHOWN_ROWS = 5
const SHOWN_CELLS = 24
const SHOWN_LENGTH = 80

/** What a layout is given beside the headings of a table. */
export interface TableContext {
  readonly collector: Collector
  /** Sheet, file of an archive, table of a database; null when the file is the table. */
  readonly name: string | null
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  readonly facts: Facts
  readonly register: (report: TableReport) => void
}

/** Takes the rows under the headings. */
export interface RowReader {
  row(cells: Row, line: number): void
  /** The table ends here. */
  end(): void
}

/** Headings → the reader of what stands under them; null = not this layout. */
export type Layout = (header: Row, context: TableContext) => RowReader | null

/** One table being read: what was understood of it, and the way its values take. */
export class Table {
  readonly report: TableReport
  private readonly collector: Collector

  constructor(
    layout: LayoutName,
    header: Row,
    meanings: readonly (Meaning | undefined)[],
    private readonly context: TableContext,
    direction: Direction = context.facts.direction,
  ) {
    const { facts, name, encoding, separator } = context
    this.collector = context.collector
    this.report = {
      name,
      layout,
      encoding,
      separator,
      decimalMark: null,
      columns: header.slice(0, SHOWN_CELLS).map((text, index) => ({
        name: text.trim().slice(0, SHOWN_LENGTH),
        meaning: meanings[index] ?? 'IGNORED',
      })),
      firstRows: [],
      pdl: facts.pdl,
      pdlKnownBy: facts.pdlKnownBy,
      direction,
      directionKnownBy: facts.directionKnownBy,
      blankValues: 0,
    }
    context.register(this.report)
  }

  get curve(): SeriesDataset {
    return this.report.direction === 'PRODUCTION' ? 'PRODUCTION_CURVE' : 'CONSUMPTION_CURVE'
  }

  get daily(): SeriesDataset {
    return this.report.direction === 'PRODUCTION' ? 'PRODUCTION_DAILY' : 'CONSUMPTION_DAILY'
  }

  get sink(): Collector {
    return this.collector
  }

  /** @param pdl of the row, when each names its own; what is no number of a meter names none. */
  origin(line: number, pdl = this.report.pdl ?? ''): Origin {
    return { line, pdl: PDL.test(pdl) ? pdl : '', table: this.context.name }
  }

  /** To be told of each row of values: the first ones are shown. */
  show(cells: Row): void {
    if (this.report.firstRows.length < SHOWN_ROWS)
      this.report.firstRows.push(cells.slice(0, SHOWN_CELLS).map((cell) => cell.slice(0, SHOWN_LENGTH)))
  }

  /** null = blank, or refused and said so. */
  figure(cell: string | undefined, line: number): number | null {
    const text = cell ?? ''
    const figure = figureOf(text)
    if (figure === 'blank') {
      this.report.blankValues++
      return null
    }
    if (figure === 'illegible') {
      this.collector.reject(this.origin(line), 'number', `"${text.slice(0, 40)}" is not a number`)
      return null
    }
    if (this.report.decimalMark === null) this.report.decimalMark = decimalMarkOf(text)
    return figure
  }

  /** null = refused and said so. */
  label(cell: string | undefined, line: number): Label | null {
    const label = labelOf(cell ?? '')
    if (!label)
      this.collector.reject(
        this.origin(line),
        'date',
        `"${(cell ?? '').slice(0, 40)}" is not a date of a known form`,
      )
    return label
  }

  skippedHour(cell: string, line: number): void {
    this.collector.reject(
      this.origin(line),
      'skipped_hour',
      `"${cell.slice(0, 40)}" does not exist: clocks went forward over it`,
    )
  }
}
