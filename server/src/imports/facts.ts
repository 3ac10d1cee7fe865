import type { Direction } from '../core/index.js'
import type { KnownBy } from './report.js'
import { plainWords } from './values/cells.js'

export type Row = readonly string[]

/** What the rows above a table, the name of its sheet and the name of the file say of it. */
export interface Facts {
  readonly pdl: string | null
  readonly pdlKnownBy: KnownBy | null
  readonly direction: Direction
  readonly directionKnownBy: KnownBy
  /** `Type de donnees`, in plain words; null = not told. */
  readonly kind: string | null
  /** As written: W, kW, Wh, kWh. */
  readonly unit: string | null
  readonly stepMinutes: number | null
}

const PDL = /(?<!\d)\d{14}(?!\d)/
const PRODUCTION = /production|inject|prod(?![a-z])/
const CONSUMPTION = /consommation|consumption|soutir|conso(?![a-z])/

/** Rows above a table, oldest first. */
export function factsOf(before: readonly Row[], sheet: string | null, fileName: string): Facts {
  const described = describedBy(before)
  const told = (name: string) => {
    const value = described.get(name)?.trim() ?? ''
    return value === '' ? null : value
  }
  const inContent = PDL.exec(told('identifiant prm') ?? '')?.[0] ?? pdlIn(before)
  const inName = PDL.exec(fileName)?.[0] ?? null
  const words = [
    told('grandeur metier') ?? '',
    told('type de donnees') ?? '',
    typeOfCount(before),
    sheet ?? '',
  ]
  const direction = directionIn(words) ?? directionIn(titles(before))
  const directionOfName = directionIn([fileName])
  const step = Number(told('pas en minutes') ?? NaN)
  return {
    pdl: inContent ?? inName,
    pdlKnownBy: inContent !== null ? 'CONTENT' : inName !== null ? 'FILE_NAME' : null,
    direction: direction ?? directionOfName ?? 'CONSUMPTION',
    directionKnownBy: direction !== null ? 'CONTENT' : directionOfName !== null ? 'FILE_NAME' : 'ASSUMED',
    kind: plainWords(told('type de donnees') ?? '') || null,
    unit: told('unite'),
    stepMinutes: Number.isInteger(step) && step > 0 && step <= 60 ? step : null,
  }
}

/** The newest row of headings that begins with the meter, and the row of values under it. */
function describedBy(before: readonly Row[]): Map<string, string> {
  const at = before.findLastIndex((row) => plainWords(row[0] ?? '') === 'identifiant prm')
  const values = before[at + 1] ?? []
  return new Map(
    (at === -1 ? [] : (before[at] ?? [])).map((name, index) => [plainWords(name), values[index] ?? '']),
  )
}

function pdlIn(before: readonly Row[]): string | null {
  for (const row of before.toReversed())
    for (const cell of row) {
      const text = cell.trim()
      if (text.length === 14 && PDL.test(text)) return text
    }
  return null
}

/** The cell that follows `Type de comptage`. */
function typeOfCount(before: readonly Row[]): string {
  for (const row of before) {
    const at = row.findIndex((cell) => plainWords(cell).startsWith('type de comptage'))
    if (at !== -1) return row[at + 1] ?? ''
  }
  return ''
}

function titles(before: readonly Row[]): string[] {
  return before.filter((row) => row.filter((cell) => cell !== '').length === 1).map((row) => row.join(''))
}

function directionIn(texts: readonly string[]): Direction | null {
  for (const text of texts) {
    const words = plainWords(text).replaceAll('_', ' ')
    const [out, back] = [CONSUMPTION.test(words), PRODUCTION.test(words)]
    if (out !== back) return out ? 'CONSUMPTION' : 'PRODUCTION'
  }
  return null
}
