import type { Day, DayRange, Instant } from '../core/index.js'
import { addDays, daysOf } from '../core/index.js'
import type { AskedDays } from '../gateway/index.js'

/** What is known of a day that was asked and did not come. */
export interface KnownAbsence {
  readonly attempts: number
  readonly nextTryAt: Instant | null
}

/**
 * Wanted − held − absent and not yet due → ranges to ask, oldest first. Days asked before never share a range with
 * days never asked: they need another kind of request.
 * @param force also the days that are not due, and those that would never be asked again.
 */
export function gapsOf(
  wanted: DayRange,
  isHeld: (day: Day) => boolean,
  absences: ReadonlyMap<Day, KnownAbsence>,
  { now, force = false }: { now: Instant; force?: boolean },
): AskedDays[] {
  const gaps: { from: Day; to: Day; retry: boolean; attempts: number }[] = []
  for (const day of daysOf(wanted)) {
    if (isHeld(day)) continue
    const absence = absences.get(day)
    if (absence && !force && (absence.nextTryAt === null || absence.nextTryAt > now)) continue
    const last = gaps.at(-1)
    const attempts = absence?.attempts ?? 0
    if (last?.to === day && last.retry === (absence !== undefined)) {
      last.to = addDays(day, 1)
      last.attempts = Math.max(last.attempts, attempts)
    } else {
      gaps.push({ from: day, to: addDays(day, 1), retry: absence !== undefined, attempts })
    }
  }
  return gaps
}
