import { MOST_CELLS } from '../values/cells.js'
import type { XmlListener } from './xml.js'

const LONGEST_CELL = 512
const PLACE = /^([A-Z]{1,3})(\d{1,7})$/

/** Tags of a sheet → its rows; what is not stored is an empty cell, and cells far to the right are no measure. */
export class SheetReader implements XmlListener {
  private cells: string[] = []
  private line = 0
  private column = -1
  private type = ''
  private value = ''
  private reading = false
  rows = 0

  constructor(
    private readonly strings: readonly string[],
    private readonly onRow: (cells: readonly string[], line: number) => void,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.cells = []
      this.column = -1
      const told = Number(attributes.r ?? NaN)
      this.line = Number.isInteger(told) ? told : this.line + 1
    } else if (name === 'c') {
      const [, letters] = PLACE.exec(attributes.r ?? '') ?? []
      this.column = letters === undefined ? this.column + 1 : columnOf(letters)
      this.type = attributes.t ?? 'n'
      this.value = ''
    }
    this.reading = name === 'v' || name === 't'
  }

  text(text: string): void {
    if (this.reading && this.value.length < LONGEST_CELL) this.value += text.slice(0, LONGEST_CELL)
  }

  close(name: string): void {
    this.reading = false
    if (name === 'c') this.keep()
    else if (name === 'row') {
      this.rows++
      this.onRow(this.cells, this.line)
    }
  }

  private keep(): void {
    if (this.column < 0 || this.column >= MOST_CELLS) return
    while (this.cells.length < this.column) this.cells.push('')
    this.cells[this.column] =
      this.type === 's' ? (this.strings[Number(this.value)] ?? '') : this.type === 'e' ? '' : this.value
  }
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
