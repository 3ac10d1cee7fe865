import { addDays, addMonths, daysBetween, weekday } from '../../format/paris'
import type { TempoColor } from '../../graphql/generated/graphql'

/** Year of the 1 September that begins the season of a day. */
export function seasonOf(day: string): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month >= 9 ? year : year - 1
}

export function seasonRange(startYear: number): { from: string; to: string } {
  return { from: `${startYear}-09-01`, to: `${startYear + 1}-09-01` }
}

export const COLUMNS = 37

export type CellKind = TempoColor | 'possible-red' | 'to-come' | 'unknown'

export interface SeasonCell {
  day: string
  /** Of the month. */
  number: number
  /** From 0: every Monday is in the same columns. */
  column: number
  kind: CellKind
  today: boolean
}

export interface SeasonRow {
  month: string
  cells: SeasonCell[]
}

interface Known {
  colors: ReadonlyMap<string, TempoColor | null>
  /** The Tempo day under way. */
  today: string
  /** Days to come that may still be red. */
  mayBeRed: ReadonlySet<string>
}

function kindOf(day: string, { colors, today, mayBeRed }: Known): CellKind {
  const color = colors.get(day)
  if (color) return color
  if (day <= today) return 'unknown'
  return mayBeRed.has(day) ? 'possible-red' : 'to-come'
}

/** A row per month from September, columns aligned on weekdays. */
export function seasonRows(startYear: number, known: Known): SeasonRow[] {
  return Array.from({ length: 12 }, (_, index) => {
    const first = addMonths(`${startYear}-09-01`, index)
    const next = addMonths(first, 1)
    const offset = weekday(first) - 1
    const cells = Array.from({ length: daysBetween(first, next) }, (__, number): SeasonCell => {
      const day = addDays(first, number)
      return {
        day,
        number: number + 1,
        column: offset + number,
        kind: kindOf(day, known),
        today: day === known.today,
      }
    })
    return { month: first, cells }
  })
}

/** The newest day whose colour is published. */
export function knownUntil(days: readonly { date: string; color: TempoColor | null }[]): string | null {
  return (
    days
      .filter(({ color }) => color !== null)
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null
  )
}

/** Seasons to choose from, newest first. */
export function seasonsUntil(day: string, count = 6): number[] {
  return Array.from({ length: count }, (_, index) => seasonOf(day) - index)
}
