import type { Day, DayRange, Origin } from '../core/index.js'
import { addDays, daysOf, lengthOf, minutesOf } from '../core/index.js'
import type { SeriesState } from './coverage.js'
import { expectedRange, missingDays, missingOf } from './coverage.js'
import type { CoverageDay, DayState } from './coverage.types.js'
import { Coverage } from './coverage.types.js'
import type { KnownDay, KnownDays } from './known-days.js'
import type { CurveDay } from './load-curve-days.js'

const USUAL_STEP = 30

/** Coverage of a daily series, in days. */
export function daysCoverage(
  range: DayRange,
  isKnown: (day: Day) => boolean,
  state: SeriesState,
  today: Day,
): Coverage {
  const expected = expectedRange(range, state, today)
  const known = daysOf(expected).filter(isKnown).length
  return new Coverage(known, lengthOf(expected), () => missingDays(expected, isKnown, state))
}

/** Coverage of one day of a curve, in slots. */
export function slotsCoverage(day: Day, known: number, expected: number, state: SeriesState): Coverage {
  return new Coverage(known, expected, () =>
    known === expected ? [] : [{ from: day, to: addDays(day, 1), ...missingOf(day, state) }],
  )
}

/** Coverage of a curve, in slots. A day without any reading counts as many slots as its neighbours have. */
export function curveCoverage(
  days: readonly CurveDay[],
  range: DayRange,
  state: SeriesState,
  today: Day,
): Coverage {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const expected = expectedRange(range, state, today)
  let step = days[0]?.stepMinutes ?? USUAL_STEP
  let [knownSlots, expectedSlots] = [0, 0]
  for (const day of daysOf(expected)) {
    const curve = byDay.get(day)
    step = curve?.stepMinutes ?? step
    knownSlots += curve?.knownSlots ?? 0
    expectedSlots += curve?.watts.length ?? minutesOf(day) / step
  }
  const isWhole = (day: Day) => byDay.get(day)?.knownSlots === byDay.get(day)?.watts.length && byDay.has(day)
  return new Coverage(knownSlots, expectedSlots, () => missingDays(expected, isWhole, state))
}

/** Days of a series, one by one: what is held, and why the rest is not. */
export function coverageDays(
  range: DayRange,
  known: KnownDays,
  state: SeriesState,
  origins: ReadonlyMap<Day, Origin> = new Map(),
): CoverageDay[] {
  const isCurve = state.dataset.endsWith('_CURVE')
  return daysOf(range).map((date) => {
    const held = known.get(date)
    const isErased = held?.erasedMinutes !== undefined
    const isHeld = known.isHeld(date) && !isErased
    const missing = isHeld ? null : missingOf(date, state)
    return {
      date,
      state: isHeld ? 'HELD' : stateOf(date, held, state),
      known: slots(held?.minutes ?? 0, held, date, isCurve),
      expected: slots(minutesOf(date), held, date, isCurve),
      origin: held && held.minutes > 0 ? (origins.get(date) ?? 'GATEWAY') : null,
      reason: missing && held && !isErased ? 'INCOMPLETE_DAY' : (missing?.reason ?? null),
      attempts: missing?.attempts ?? state.absences.get(date)?.attempts ?? 0,
      nextTryAt: missing?.nextTryAt ?? null,
    }
  })
}

function slots(minutes: number, held: KnownDay | undefined, day: Day, isCurve: boolean): number {
  return isCurve ? minutes / (held?.stepMinutes ?? USUAL_STEP) : minutes / minutesOf(day)
}

function stateOf(
  day: Day,
  held: KnownDay | undefined,
  { absences, history, expectedFrom }: SeriesState,
): DayState {
  if (held && held.minutes > 0) return 'PARTIAL'
  const absence = absences.get(day)
  if (absence) return absence.reason === 'BEFORE_START' || absence.reason === 'TOO_OLD' ? 'OUTSIDE' : 'ABSENT'
  return day < history.from || (expectedFrom !== null && day < expectedFrom) ? 'OUTSIDE' : 'WANTED'
}
