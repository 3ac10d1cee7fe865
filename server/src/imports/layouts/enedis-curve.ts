import { energyUnitOf, WATT } from '../values/units.js'
import { plainWords } from '../values/cells.js'
import { LocalClock } from '../values/local-clock.js'
import { SlotLengths } from '../values/steps.js'
import type { Layout } from '../table.js'
import { Table } from '../table.js'

interface Value {
  readonly figure: number | null
  readonly line: number
}

/** `Horodate;Valeur`: mean power, or energy, of the slot that ends at the time. docs/imports.md, "Enedis load curve". */
export const enedisCurve: Layout = (header, context) => {
  const [first = '', second = ''] = header.map(plainWords)
  const { kind, unit, stepMinutes } = context.facts
  if (first !== 'horodate' || !second.startsWith('valeur')) return null
  if (kind !== null && !kind.startsWith('courbe de charge')) return null
  const { isPower, scale, meaning } = energyUnitOf(unit ?? '') ?? WATT
  const table = new Table('ENEDIS_CURVE', header, ['SLOT_END', meaning], context)
  const clock = new LocalClock()
  const lengths = new SlotLengths<Value>(stepMinutes, ({ figure, line }, startAt, minutes) => {
    if (figure === null) return
    const powerW = isPower ? figure * scale : (figure * scale * 60) / minutes
    table.sink.slot(table.curve, startAt, minutes, powerW, table.origin(line))
  })
  return {
    row(cells, line) {
      const label = table.label(cells[0], line)
      if (!label) return
      table.show(cells)
      const endAt = clock.instantOf(label)
      const figure = table.figure(cells[1], line)
      if (endAt === null) {
        if (figure !== null) table.skippedHour(cells[0] ?? '', line)
        return
      }
      if (endAt % 60_000 !== 0) {
        table.sink.reject(table.origin(line), 'grid', `"${cells[0]}" is between two slots`)
        return
      }
      lengths.push(endAt, { figure, line })
    },
    end() {
      lengths.end()
      if (clock.lonely.size > 0) table.sink.remarks.add('REPEATED_HOUR_ONCE')
    },
  }
}
