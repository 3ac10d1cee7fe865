import type { Layout } from '../table.js'
import { Table } from '../table.js'
import { plainWords } from '../values/cells.js'
import { LocalClock } from '../values/local-clock.js'
import { unitInHeading } from '../values/units.js'
import { dayLine, noteNature, ofEdf } from './edf.js'

const MINUTES = 30
const DAY_MS = 86_400_000
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/

/** Blocks of one day, newest first; times end their slot, and 00:00 on top of a block is its 24:00. docs/imports.md, "EDF half-hours". */
export const edfCurve: Layout = (header, context) => {
  const [first = '', second = ''] = header.map(plainWords)
  if (!first.startsWith('date et heure de rel') || !second.startsWith('puissance atteinte')) return null
  const scale = unitInHeading(header[1] ?? '')?.scale ?? 1
  const table = new Table(
    'EDF_CURVE',
    header,
    ['SLOT_END', scale === 1000 ? 'POWER_KW' : 'POWER_W'],
    ofEdf(context),
  )
  const clock = new LocalClock()
  let midnight = NaN
  return {
    row(cells, line) {
      const day = dayLine(cells)
      if (day !== null) {
        midnight = Date.parse(`${day}T00:00:00Z`)
        return
      }
      const [, hour, minute, second = '0'] = TIME.exec((cells[0] ?? '').trim()) ?? []
      if (hour === undefined || Number.isNaN(midnight)) {
        table.label('', line)
        return
      }
      table.show(cells)
      if (Number(minute) % MINUTES !== 0 || Number(second) !== 0 || Number(hour) > 24) {
        table.sink.reject(table.origin(line), 'grid', `${cells[0]} is between two half-hours`)
        return
      }
      const sinceMidnight = (Number(hour) * 60 + Number(minute)) * 60_000
      const endAt = clock.instantOf({
        naive: midnight + (sinceMidnight === 0 ? DAY_MS : sinceMidnight),
        offset: null,
      })
      const figure = table.figure(cells[1], line)
      if (figure === null) return
      if (endAt === null) {
        table.skippedHour(cells[0] ?? '', line)
        return
      }
      noteNature(table, cells[2])
      table.sink.slot(table.curve, endAt - MINUTES * 60_000, MINUTES, figure * scale, table.origin(line))
    },
    end() {
      if (clock.lonely.size > 0) table.sink.remarks.add('REPEATED_HOUR_ONCE')
    },
  }
}
