import { addDays } from '../../format/paris'
import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'
import type { Mark } from '../../ui/StateMark.vue'
import { markOf } from './notices'

interface Held {
  lastCompleteDay: string | null
  lastCurveDay: string | null
}

export type StatusView =
  | { kind: 'problem'; mark: Mark; code: Reason; day: string | null }
  | { kind: 'complete' | 'waiting'; mark: Mark; day: string }
  | { kind: 'importing' | 'none'; mark: Mark; day: null }

/** A full curve makes a full day before its index comes. */
export function lastDayOf({ lastCompleteDay, lastCurveDay }: Held): string | null {
  return (
    [lastCompleteDay, lastCurveDay]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  )
}

/** The day up to which every meter is complete. */
export function lastCommonDay(points: readonly Held[]): string | null {
  const days = points.map(lastDayOf).filter((day) => day !== null)
  return days.sort()[0] ?? null
}

/** The one sentence of the status line: a serious problem first, else how complete the readings are. */
export function statusView(
  problems: readonly ProblemFieldsFragment[],
  points: readonly Held[],
  importing: boolean,
  today: string,
): StatusView {
  const day = lastCommonDay(points)
  const serious = problems.find(({ code }) => markOf(code) === 'error')
  if (serious) return { kind: 'problem', mark: 'error', code: serious.code, day }
  if (day !== null && day >= addDays(today, -1)) return { kind: 'complete', mark: 'ok', day }
  if (day !== null) return { kind: 'waiting', mark: 'warn', day }
  return { kind: importing ? 'importing' : 'none', mark: 'idle', day: null }
}
