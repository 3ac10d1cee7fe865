import type { CurveReading, Direction } from '../../src/core/index.js'
import { dayOf, formatInstant } from '../../src/core/index.js'

const HEAD =
  '\ufeffIdentifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes'
const MINUTE = 60_000

export interface EnedisCurveOf {
  readonly pdl: string
  readonly direction: Direction
}

/**
 * A load curve → lines of the distributor's own CSV, which other tools and our import read back identical. Times end their
 * slots; a hole is a blank value; the step is told, and where it changes another table begins.
 * @param readings oldest first, none overlapping another.
 */
export function* enedisCurveLines(
  { pdl, direction }: EnedisCurveOf,
  readings: Iterable<CurveReading>,
): Generator<string> {
  let step: number | null = null
  let end = NaN
  for (const { startAt, minutes, powerW } of readings) {
    if (minutes !== step) {
      step = minutes
      const day = french(dayOf(startAt))
      const word = direction === 'PRODUCTION' ? 'Production' : 'Consommation'
      yield HEAD.slice(Number.isNaN(end) ? 0 : 1)
      yield `${pdl};Courbe de charge;${day};${day};Energie active;${word};Comptage Brut;W;${minutes}`
      yield 'Horodate;Valeur'
    } else if (startAt - end <= DAY) {
      for (; end < startAt; end += minutes * MINUTE) yield `${formatInstant(end + minutes * MINUTE)};`
    }
    end = startAt + minutes * MINUTE
    yield `${formatInstant(end)};${powerW}`
  }
}

/** Longer holes are told by no line at all. */
const DAY = 24 * 60 * MINUTE

function french(day: string): string {
  return day.split('-').reverse().join('/')
}
