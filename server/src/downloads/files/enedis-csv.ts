import type { DayRange } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import { ParisStamps } from '../paris-stamps.js'
import type { FileWriter } from '../table.js'

const MINUTE = 60_000
const BYTE_ORDER_MARK = '\ufeff'

interface EnedisCurve {
  readonly pdl: string
  readonly dataset: 'CONSUMPTION_CURVE' | 'PRODUCTION_CURVE'
  readonly range: DayRange
  /** null = not the same all along. */
  readonly stepMinutes: number | null
}

/**
 * A load curve in the distributor's own layout, for tools that read it: mean power of the slot that ends at the time.
 * Needs the columns start, minutes and power_w, of one meter.
 */
export function enedisCsv({ pdl, dataset, range, stepMinutes }: EnedisCurve): FileWriter {
  return async function* ({ columns, chunks }) {
    const place = (name: string) => columns.findIndex((column) => column.name === name)
    const [start, minutes, power] = [place('start'), place('minutes'), place('power_w')]
    const stamps = new ParisStamps()
    const quantity = dataset === 'PRODUCTION_CURVE' ? 'Production' : 'Consommation'
    const about = [
      pdl,
      'Courbe de charge',
      frenchDay(range.from),
      frenchDay(addDays(range.to, -1)),
      'Energie active',
      quantity,
      'Comptage Brut',
      'W',
      stepMinutes ?? '',
    ]
    yield `${BYTE_ORDER_MARK}Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes\r\n${about.join(';')}\r\nHorodate;Valeur\r\n`
    for await (const rows of chunks) {
      const lines = rows.map((row) => {
        const endAt = Number(row[start]) + Number(row[minutes]) * MINUTE
        return `${stamps.text(endAt)};${row[power]}\r\n`
      })
      if (lines.length > 0) yield lines.join('')
    }
  }
}

function frenchDay(day: string): string {
  return day.split('-').reverse().join('/')
}
