import { isDay } from '../../core/index.js'
import type { Meaning } from '../report.js'
import type { Layout } from '../table.js'
import { Table } from '../table.js'
import { LocalClock } from '../values/local-clock.js'

const MEANINGS: Readonly<Record<string, Meaning>> = {
  pdl: 'METER',
  direction: 'DIRECTION',
  start: 'SLOT_START',
  minutes: 'SLOT_MINUTES',
  power_w: 'POWER_W',
  date: 'DAY',
  energy_wh: 'ENERGY_WH',
  reached_at: 'PEAK_TIME',
  power_va: 'PEAK_VA',
}
/** Peaks have none: they are of what is drawn. */
const DIRECTIONS = new Set(['', 'CONSUMPTION', 'PRODUCTION'])
const KINDS = [
  ['start', 'minutes', 'power_w'],
  ['date', 'energy_wh'],
  ['date', 'reached_at', 'power_va'],
]

/** Tables that this product writes: names of columns with their units. docs/imports.md, "Our own files". */
export const linkyLocal: Layout = (header, context) => {
  const names = header.map((name) => name.trim().replace(/^\ufeff/, ''))
  const kind = KINDS.find((columns) => ['pdl', ...columns].every((column) => names.includes(column)))
  if (!kind) return null
  const table = new Table(
    'LINKY_LOCAL',
    header,
    names.map((name) => MEANINGS[name]),
    context,
  )
  const place = (name: string) => names.indexOf(name)
  const clock = new LocalClock()
  return {
    row(cells, line) {
      const cell = (name: string) => cells[place(name)] ?? ''
      const origin = table.origin(line, cell('pdl').trim())
      const direction = cell('direction').trim().toUpperCase()
      if (!DIRECTIONS.has(direction)) {
        table.sink.reject(
          origin,
          'direction',
          `"${direction.slice(0, 20)}" is neither CONSUMPTION nor PRODUCTION`,
        )
        return
      }
      const produced = direction === 'PRODUCTION'
      table.show(cells)
      if (kind.includes('power_w')) {
        const label = table.label(cell('start'), line)
        const powerW = table.figure(cell('power_w'), line)
        const minutes = table.figure(cell('minutes'), line)
        if (!label || powerW === null || minutes === null) return
        const startAt = clock.instantOf(label)
        if (startAt === null) {
          table.skippedHour(cell('start'), line)
          return
        }
        if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60) {
          table.sink.reject(origin, 'grid', `a slot of ${minutes} minutes`)
          return
        }
        table.sink.slot(produced ? 'PRODUCTION_CURVE' : 'CONSUMPTION_CURVE', startAt, minutes, powerW, origin)
        return
      }
      const day = cell('date').trim()
      if (!isDay(day)) {
        table.label('', line)
        return
      }
      if (kind.includes('energy_wh')) {
        const energyWh = table.figure(cell('energy_wh'), line)
        if (energyWh !== null)
          table.sink.energy(produced ? 'PRODUCTION_DAILY' : 'CONSUMPTION_DAILY', day, energyWh, 1, origin)
        return
      }
      const label = table.label(cell('reached_at'), line)
      const powerVa = table.figure(cell('power_va'), line)
      const at = label && clock.instantOf(label)
      if (powerVa !== null && at !== null) table.sink.peak(day, at, powerVa, origin)
    },
    end: () => undefined,
  }
}
