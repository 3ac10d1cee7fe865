import type { Row } from '../facts.js'
import { plainWords } from '../values/cells.js'

interface Other {
  readonly name: string
  readonly isHeader: (names: readonly string[]) => boolean
}

/** Layouts that look like ours and are not: better named than misread. */
const others: readonly Other[] = [
  {
    name: 'Octopus Energy',
    isHeader: (names) => names.some((name) => name === 'consommation (euros)'),
  },
  {
    name: 'TotalEnergies',
    isHeader: ([first = '', second = '', third = '']) =>
      first === 'energie' && second === 'date' && third === 'consommation',
  },
  {
    name: 'SGE (R63)',
    isHeader: (names) =>
      names[0] === 'identifiant prm' && names.includes('horodate') && names.includes('valeur'),
  },
]

/** Whose file these headings are of; null = of nobody we know. */
export function otherSourceOf(header: Row): string | null {
  const names = header.map(plainWords)
  return others.find(({ isHeader }) => isHeader(names))?.name ?? null
}
