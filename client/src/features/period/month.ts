import { addDays, addMonths, daysBetween, firstOfMonth, weekday } from '../../format/paris'

/** Both ends inside; the last is null between the two clicks. */
export interface Choice {
  from: string | null
  last: string | null
}

/** A first day starts again, a second one ends, whichever comes first in the calendar. */
export function extended({ from, last }: Choice, day: string): Choice {
  if (from === null || last !== null) return { from: day, last: null }
  return day < from ? { from: day, last: from } : { from, last: day }
}

/** Days of the month by weeks, Monday first; null pads the ends. */
export function monthWeeks(day: string): (string | null)[][] {
  const first = firstOfMonth(day)
  const length = daysBetween(first, addMonths(first, 1))
  const cells: (string | null)[] = [
    ...Array.from({ length: weekday(first) - 1 }, () => null),
    ...Array.from({ length }, (_, index) => addDays(first, index)),
  ]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
