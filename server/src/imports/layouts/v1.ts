import { dayOf } from '../../core/index.js'
import type { Direction } from '../../core/index.js'
import type { LayoutName, Meaning } from '../report.js'
import type { Layout, TableContext } from '../table.js'
import { Table } from '../table.js'
import { dayOfLabel, labelOf } from '../values/dates.js'
import { LocalClock } from '../values/local-clock.js'

/** Tables of MyElectricalData v1 that hold measures, and the columns we need of each. */
export const V1_TABLES: Readonly<Record<string, readonly string[]>> = {
  consumption_daily: ['usage_point_id', 'date', 'value'],
  production_daily: ['usage_point_id', 'date', 'value'],
  consumption_detail: ['usage_point_id', 'date', 'value', 'interval'],
  production_detail: ['usage_point_id', 'date', 'value', 'interval'],
  consumption_daily_max_power: ['usage_point_id', 'date', 'event_date', 'value'],
}
/** v1 keeps a row for a day it asked in vain: 0, and one of these says so. */
export const V1_FAILURES = ['blacklist', 'fail_count'] as const

const MEANINGS: Readonly<Record<string, Meaning>> = { usage_point_id: 'METER', interval: 'SLOT_MINUTES' }

/** A table of v1's database, SQLite or dump: rows come with the names of their columns. docs/imports.md, "MyElectricalData v1". */
export function v1Table(table: string): Layout {
  return (header, context) => {
    const needed = V1_TABLES[table]
    if (!needed?.every((name) => header.includes(name))) return null
    const direction = table.startsWith('production') ? 'PRODUCTION' : 'CONSUMPTION'
    if (table.endsWith('_detail')) return curve(header, context, direction)
    return table.endsWith('max_power') ? peaks(header, context) : days(header, context, direction)
  }
}

function open(
  layout: LayoutName,
  header: readonly string[],
  context: TableContext,
  direction: Direction,
  meanings: Readonly<Record<string, Meaning>>,
) {
  const known: Readonly<Record<string, Meaning>> = { ...MEANINGS, ...meanings }
  const table = new Table(
    layout,
    header,
    header.map((name) => known[name]),
    {
      ...context,
      facts: { ...context.facts, pdl: null, pdlKnownBy: 'CONTENT', direction, directionKnownBy: 'CONTENT' },
    },
  )
  const places = new Map(header.map((name, index) => [name, index]))
  const cell = (cells: readonly string[], name: string) => cells[places.get(name) ?? -1] ?? ''
  return {
    table,
    cell,
    origin: (cells: readonly string[], line: number) =>
      table.origin(line, cell(cells, 'usage_point_id').trim()),
    /** null = not a measure. */
    value(cells: readonly string[], line: number): number | null {
      const isFailure = V1_FAILURES.some((name) => !['', '0', '\\N'].includes(cell(cells, name)))
      return table.figure(isFailure && Number(cell(cells, 'value')) === 0 ? '' : cell(cells, 'value'), line)
    },
  }
}

function days(header: readonly string[], context: TableContext, direction: Direction) {
  const v1 = open('V1_DAILY', header, context, direction, { date: 'DAY', value: 'ENERGY_WH' })
  return {
    row(cells: readonly string[], line: number) {
      const label = v1.table.label(v1.cell(cells, 'date'), line)
      if (!label) return
      v1.table.show(cells)
      const value = v1.value(cells, line)
      if (value !== null)
        v1.table.sink.energy(v1.table.daily, dayOfLabel(label), value, 1, v1.origin(cells, line))
    },
    end: () => undefined,
  }
}

function curve(header: readonly string[], context: TableContext, direction: Direction) {
  const v1 = open('V1_CURVE', header, context, direction, { date: 'SLOT_START', value: 'POWER_W' })
  const clocks = new Map<string, LocalClock>()
  const clockOf = (pdl: string) => {
    const clock = clocks.get(pdl) ?? new LocalClock()
    clocks.set(pdl, clock)
    return clock
  }
  return {
    row(cells: readonly string[], line: number) {
      const label = v1.table.label(v1.cell(cells, 'date'), line)
      const minutes = Number(v1.cell(cells, 'interval'))
      if (!label) return
      v1.table.show(cells)
      const origin = v1.origin(cells, line)
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60) {
        v1.table.sink.reject(origin, 'grid', `a slot of ${v1.cell(cells, 'interval').slice(0, 20)} minutes`)
        return
      }
      // v1 took the length off the label of the end: only the end is a time that a clock has shown.
      const endAt = clockOf(origin.pdl).instantOf({ ...label, naive: label.naive + minutes * 60_000 })
      const value = v1.value(cells, line)
      if (value === null) return
      if (endAt === null) {
        v1.table.skippedHour(v1.cell(cells, 'date'), line)
        return
      }
      v1.table.sink.slot(v1.table.curve, endAt - minutes * 60_000, minutes, value, origin)
    },
    end() {
      if ([...clocks.values()].some(({ lonely }) => lonely.size > 0))
        v1.table.sink.remarks.add('REPEATED_HOUR_ONCE')
    },
  }
}

function peaks(header: readonly string[], context: TableContext) {
  const v1 = open('V1_MAX_POWER', header, context, 'CONSUMPTION', {
    date: 'DAY',
    event_date: 'PEAK_TIME',
    value: 'PEAK_VA',
  })
  const clock = new LocalClock()
  return {
    row(cells: readonly string[], line: number) {
      v1.table.show(cells)
      const value = v1.value(cells, line)
      const label = labelOf(v1.cell(cells, 'event_date'))
      if (value === null) return
      const at = label && clock.instantOf(label)
      // A day without an instant is one that v1 could not get.
      if (at === null) v1.table.figure('', line)
      else v1.table.sink.peak(dayOf(at), at, value, v1.origin(cells, line))
    },
    end: () => undefined,
  }
}
