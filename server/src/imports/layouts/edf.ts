import type { Layout, Table as TableType, TableContext } from '../table.js'
import { Table } from '../table.js'
import { plainWords } from '../values/cells.js'
import { labelOf, dayOfLabel } from '../values/dates.js'
import { decimalsOf } from '../values/numbers.js'
import { Registers } from './registers.js'

const ESTIMATED = /^estim/

/** EDF's customers see there what they draw, and nothing else. */
export function ofEdf(context: TableContext): TableContext {
  return { ...context, facts: { ...context.facts, direction: 'CONSUMPTION', directionKnownBy: 'CONTENT' } }
}

/** EDF tells which figures it has not read from the meter. */
export function noteNature(table: TableType, cell: string | undefined): void {
  if (ESTIMATED.test(plainWords(cell ?? ''))) table.sink.remarks.add('ESTIMATED_VALUES')
}

/** `Date de consommation;Consommation (kWh);Nature de la donnée`. docs/imports.md, "EDF daily". */
export const edfDaily: Layout = (header, context) => {
  const [first = '', second = ''] = header.map(plainWords)
  if (first !== 'date de consommation' || !second.startsWith('consommation (kwh)')) return null
  const table = new Table('EDF_DAILY', header, ['DAY', 'ENERGY_KWH'], ofEdf(context))
  return {
    row(cells, line) {
      const label = table.label(cells[0], line)
      if (!label) return
      table.show(cells)
      const kwh = table.figure(cells[1], line)
      if (kwh === null) return
      noteNature(table, cells[2])
      const precisionWh = 1000 / 10 ** Math.min(3, decimalsOf(cells[1] ?? ''))
      if (precisionWh > 1) table.sink.remarks.add('ROUNDED_TO_KWH')
      table.sink.energy(table.daily, dayOfLabel(label), kwh * 1000, precisionWh, table.origin(line))
    },
    end: () => undefined,
  }
}

/** `Date de relevé de l'index;Type d'index;Index Heures pleines (kWh);…`. docs/imports.md, "EDF index". */
export const edfIndex: Layout = (header, context) => {
  const names = header.map(plainWords)
  if (!/^date de rel.{1,3} de l.index$/.test(names[0] ?? '')) return null
  const registers = names.flatMap((name, index) => (/^index .*\(kwh\)$/.test(name) ? [index] : []))
  if (registers.length === 0) return null
  const table = new Table(
    'EDF_INDEX',
    header,
    names.map((_, index) => (index === 0 ? 'DAY' : registers.includes(index) ? 'INDEX_KWH' : 'IGNORED')),
    context,
  )
  const readings = new Registers(table, 1000 * registers.length)
  return {
    row(cells, line) {
      const label = table.label(cells[0], line)
      if (!label) return
      table.show(cells)
      noteNature(table, cells[1]?.replace(/^index /i, ''))
      const values = registers.map((index) => table.figure(cells[index], line))
      if (values.includes(null)) return
      table.sink.remarks.add('ROUNDED_TO_KWH')
      readings.add(
        dayOfLabel(label),
        values.reduce<number>((all, value) => all + (value ?? 0) * 1000, 0),
        line,
      )
    },
    end: () => readings.end(),
  }
}

/** The day of a line that opens a block: `31/10/2022;;`. */
export function dayLine(cells: readonly string[]): string | null {
  const [first = '', ...rest] = cells
  if (!first.includes('/') || rest.some((cell) => cell.trim() !== '')) return null
  const label = labelOf(first)
  return label && dayOfLabel(label)
}
