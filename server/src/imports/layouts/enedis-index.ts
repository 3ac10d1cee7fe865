import type { Layout } from '../table.js'
import { Table } from '../table.js'
import type { Meaning } from '../report.js'
import { plainWords } from '../values/cells.js'
import { dayOfLabel } from '../values/dates.js'
import { figureOf } from '../values/numbers.js'
import { energyUnitOf, WATT_HOUR } from '../values/units.js'
import { Registers } from './registers.js'

const HALF_DAY = 12 * 3_600_000

/**
 * `Horodate;Type de releve;EAS F1;…;EAS T`: indexes of a meter, one row a day. The total, or the sum of the supplier's
 * registers; those of the distributor count the same energy again. docs/imports.md, "Enedis daily index".
 */
export const enedisIndex: Layout = (header, context) => {
  const names = header.map(plainWords)
  if (names[0] !== 'horodate' || !names[1]?.startsWith('type de rel')) return null
  const produced = names.includes('eai t') && context.facts.direction === 'PRODUCTION'
  const total = names.indexOf(produced ? 'eai t' : 'eas t')
  const registers = names.flatMap((name, index) => (/^ea[si] f\d+$/.test(name) ? [index] : []))
  if (total === -1 && registers.length === 0) return null
  const unit = energyUnitOf(context.facts.unit ?? '') ?? WATT_HOUR
  const meaning: Meaning = unit.scale === 1000 ? 'INDEX_KWH' : 'INDEX_WH'
  const meanings = names.map((_, index) =>
    index === 0 ? 'READING_TIME' : index === total || registers.includes(index) ? meaning : 'IGNORED',
  )
  const table = new Table('ENEDIS_INDEX', header, meanings, context)
  const readings = new Registers(table, unit.precisionWh)
  return {
    row(cells, line) {
      const label = table.label(cells[0], line)
      if (!label) return
      table.show(cells)
      const kind = plainWords(cells[1] ?? '')
      if (kind !== '' && !/quotidien/.test(kind)) return
      const sum =
        total !== -1 && figureOf(cells[total] ?? '') !== 'blank'
          ? table.figure(cells[total], line)
          : sumOf(cells)
      if (sum === null) return
      // Readings are made at midnight of winter all year round: 01:00 in summer.
      readings.add(
        dayOfLabel({ naive: label.naive + HALF_DAY, offset: null }),
        Math.round(sum * unit.scale),
        line,
      )

      function sumOf(row: readonly string[]): number | null {
        const figures = registers
          .map((index) => row[index] ?? '')
          .filter((cell) => figureOf(cell) !== 'blank')
        if (figures.length === 0) return table.figure('', line)
        const values = figures.map((cell) => table.figure(cell, line))
        return values.includes(null) ? null : values.reduce<number>((all, value) => all + (value ?? 0), 0)
      }
    },
    end: () => readings.end(),
  }
}

/** The table of the supplier's calendar, under the indexes: it holds no measure. */
export const enedisCalendar: Layout = (header, context) => {
  const names = header.map(plainWords)
  if (names[0] !== 'periode' || !names[1]?.startsWith('identifiant calendrier')) return null
  const table = new Table('ENEDIS_CALENDAR', header, [], context)
  return { row: (cells) => table.show(cells), end: () => undefined }
}
