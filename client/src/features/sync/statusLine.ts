import { addDays } from '../../format/paris'
import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'
import type { Mark } from '../../ui/StateMark.vue'
import { markOf } from './problems'

interface Held {
  active: boolean
  lastCompleteDay: string | null
  lastCurveDay: string | null
  /** When yesterday is asked next; null when nothing more is awaited. */
  nextTryAt: string | null
}

export type StatusView =
  | { kind: 'problem'; mark: Mark; code: Reason; day: string | null }
  | { kind: 'complete' | 'waiting'; mark: Mark; day: string }
  | { kind: 'importing' | 'none'; mark: Mark; day: null }

/** A full curve makes a full day before its index comes. */
export function lastDayOf({
  lastCompleteDay,
  lastCurveDay,
}: Pick<Held, 'lastCompleteDay' | 'lastCurveDay'>): string | null {
  return (
    [lastCompleteDay, lastCurveDay]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  )
}

/** The meter that is least advanced, among those that are followed. */
function slowest(points: readonly Held[]): { day: string; awaited: boolean } | null {
  const known = points.flatMap((point) => {
    const day = point.active ? lastDayOf(point) : null
    return day === null ? [] : [{ day, awaited: point.nextTryAt !== null }]
  })
  return known.sort((a, b) => a.day.localeCompare(b.day))[0] ?? null
}

/** The one sentence of the status line: a serious problem first, else how complete the readings are. */
export function statusView(
  problems: readonly ProblemFieldsFragment[],
  points: readonly Held[],
  importing: boolean,
  today: string,
): StatusView {
  const last = slowest(points)
  const day = last?.day ?? null
  const serious = problems.find(({ code }) => markOf(code) === 'error')
  if (serious) return { kind: 'problem', mark: 'error', code: serious.code, day }
  if (last === null) return { kind: importing ? 'importing' : 'none', mark: 'idle', day: null }
  // Without a load curve the newest day is the one before yesterday: nothing is late.
  const full = last.day >= addDays(today, last.awaited ? -1 : -2)
  return full
    ? { kind: 'complete', mark: 'ok', day: last.day }
    : { kind: 'waiting', mark: 'warn', day: last.day }
}
