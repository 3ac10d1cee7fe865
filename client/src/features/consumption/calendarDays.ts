import { addDays, weekday } from '../../format/paris'
import type { DayState } from '../../graphql/generated/graphql'

export const WEEK = 7

/** A year of weeks: day after the last → Monday on which the calendar begins. */
export function calendarStart(to: string): string {
  const first = addDays(to, -371)
  return addDays(first, 1 - weekday(first))
}

/** The newest weeks only, where a whole year would leave no room for a finger. */
export function newestWeeks<T>(days: readonly T[], weeks: number): T[] {
  const all = Math.ceil(days.length / WEEK)
  return days.slice(Math.max(0, all - weeks) * WEEK)
}

/** Days that a click asks for again. */
export function repairable(state: DayState): boolean {
  return state === 'ABSENT' || state === 'WANTED' || state === 'PARTIAL'
}

/** Steps along the borders between months, in columns and rows. */
export function borders(
  days: readonly string[],
  outside: (index: number) => boolean,
): [number, number | null][][] {
  return days.flatMap((day, index) => {
    if (index < WEEK || !day.endsWith('-01') || outside(index - 1)) return []
    const [week, row] = [Math.floor(index / WEEK), index % WEEK]
    const path: [number, number | null][] = [
      [week, WEEK],
      [week, row],
      [week + 1, row],
      [week + 1, 0],
    ]
    return [row === 0 ? path.slice(0, 2) : path]
  })
}
