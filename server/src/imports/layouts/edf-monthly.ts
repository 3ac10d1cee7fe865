import type { Day } from '../../core/index.js'
import type { Layout } from '../table.js'
import { Table } from '../table.js'
import { plainWords } from '../values/cells.js'
import { ofEdf } from './edf.js'

const MONTH = /^(\d{1,2})\/(\d{4})$/

/** `Période de consommation;Consommation (kWh);…`: totals of months, set against the days held. docs/imports.md, "EDF monthly". */
export const edfMonthly: Layout = (header, context) => {
  const [first = '', second = '', third = ''] = header.map(plainWords)
  if (!/^p.{1,2}riode de consommation$/.test(first) || !second.startsWith('consommation (kwh)')) return null
  if (third.includes('euros')) return null
  const table = new Table('EDF_MONTHLY', header, ['MONTH', 'ENERGY_KWH'], ofEdf(context))
  return {
    row(cells, line) {
      const text = (cells[0] ?? '').trim()
      if (/^ann.{1,2}e /.test(plainWords(text))) return
      const [, month, year] = MONTH.exec(text) ?? []
      const from = monthOf(Number(year), Number(month))
      if (from === null) {
        table.label(text, line)
        return
      }
      table.show(cells)
      const kwh = table.figure(cells[1], line)
      if (kwh === null) return
      const to = monthOf(Number(year) + (month === '12' ? 1 : 0), month === '12' ? 1 : Number(month) + 1)
      if (to === null) return
      table.sink.totals.push({
        pdl: table.report.pdl ?? '',
        direction: table.report.direction,
        range: { from, to },
        energyWh: Math.round(kwh * 1000),
      })
    },
    end: () => undefined,
  }
}

function monthOf(year: number, month: number): Day | null {
  const exists = Number.isInteger(year) && year >= 1990 && year <= 2100 && month >= 1 && month <= 12
  return exists ? (`${year}-${String(month).padStart(2, '0')}-01` as Day) : null
}
