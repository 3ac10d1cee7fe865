import type { Layout } from '../table.js'
import { Table } from '../table.js'
import { plainWords } from '../values/cells.js'
import type { Label } from '../values/dates.js'
import { LocalClock } from '../values/local-clock.js'
import { unitInHeading } from '../values/units.js'

const HOUR = 60

/** `debut;fin;kW`, and `Début`, `Fin`, `Valeur (en kW)` of the workbooks: both bounds of each slot. docs/imports.md, "Slots with both bounds". */
export const slots: Layout = (header, context) => {
  const names = header.map(plainWords)
  const start = names.indexOf('debut')
  if (start === -1 || names[start + 1] !== 'fin') return null
  const [end, value] = [start + 1, start + 2]
  const unit = unitInHeading(header[value] ?? '')
  if (!unit) return null
  const table = new Table(
    'SLOTS',
    header,
    names.map((_, index) =>
      index === start
        ? 'SLOT_START'
        : index === end
          ? 'SLOT_END'
          : index === value
            ? unit.meaning
            : 'IGNORED',
    ),
    context,
  )
  const clock = new LocalClock()
  return {
    row(cells, line) {
      if ((cells[start] ?? '').trim() === '' && (cells[value] ?? '').trim() === '') return
      const [from, to] = [table.label(cells[start], line), table.label(cells[end], line)]
      if (!from || !to) return
      table.show(cells)
      const startAt = clock.instantOf(from)
      const figure = table.figure(cells[value], line)
      if (figure === null) return
      if (startAt === null) {
        table.skippedHour(cells[start] ?? '', line)
        return
      }
      const minutes = minutesBetween(from, to)
      if (minutes === null) {
        table.sink.reject(
          table.origin(line),
          'grid',
          `a slot lasts 1 to 60 minutes: ${cells[start]} to ${cells[end]}`,
        )
        return
      }
      const scaled = figure * unit.scale
      table.sink.slot(
        table.curve,
        startAt,
        minutes,
        unit.isPower ? scaled : (scaled * 60) / minutes,
        table.origin(line),
      )
    },
    end() {
      if (clock.lonely.size > 0) table.sink.remarks.add('REPEATED_HOUR_ONCE')
    },
  }
}

/** Clock changes make a slot look an hour longer or shorter than it is. */
function minutesBetween(from: Label, to: Label): number | null {
  const shift = from.offset !== null && to.offset !== null ? from.offset - to.offset : 0
  const apart = (to.naive - from.naive) / 60_000 + shift
  for (const minutes of [apart, apart - HOUR, apart + HOUR])
    if (Number.isInteger(minutes) && minutes >= 1 && minutes <= HOUR) return minutes
  return null
}
