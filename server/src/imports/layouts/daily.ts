import type { Layout } from '../table.js'
import { Table } from '../table.js'
import { plainWords } from '../values/cells.js'
import { dayOfLabel } from '../values/dates.js'
import { decimalsOf } from '../values/numbers.js'
import { unitInHeading } from '../values/units.js'

const VALUE = /^(?:valeur|consommation|production|energie|injection)\b/

/** `Date` beside a column of Wh or kWh, also in the daily workbooks. docs/imports.md, "Daily energy". */
export const daily: Layout = (header, context) => {
  const names = header.map(plainWords)
  const day = names.indexOf('date')
  if (day === -1) return null
  const value = names.findIndex(
    (name, index) => index > day && VALUE.test(name) && isEnergy(header[index] ?? ''),
  )
  const unit = unitInHeading(header[value] ?? '')
  if (value === -1 || !unit) return null
  const table = new Table(
    'DAILY',
    header,
    names.map((_, index) => (index === day ? 'DAY' : index === value ? unit.meaning : 'IGNORED')),
    context,
  )
  let sawDecimals = false
  let count = 0
  return {
    row(cells, line) {
      if ((cells[day] ?? '').trim() === '' && (cells[value] ?? '').trim() === '') return
      const label = table.label(cells[day], line)
      if (!label) return
      table.show(cells)
      const figure = table.figure(cells[value], line)
      if (figure === null) return
      if (label.naive % 86_400_000 !== 0) {
        table.sink.reject(table.origin(line), 'grid', `"${cells[day]}" is not a whole day`)
        return
      }
      table.sink.energy(table.daily, dayOfLabel(label), figure * unit.scale, 1, table.origin(line))
      sawDecimals ||= unit.scale === 1 || decimalsOf(cells[value] ?? '') > 0
      count++
    },
    end() {
      if (!sawDecimals && count > 1) table.sink.remarks.add('ROUNDED_TO_KWH')
    },
  }
}

function isEnergy(heading: string): boolean {
  return unitInHeading(heading)?.isPower === false
}
