import type { Day, DayRange } from '../core/index.js'
import { daysOf, minutesOf } from '../core/index.js'
import type { CurveDayRow, DailyRow, MaxPowerRow } from './readings.repository.js'
import type { Wanted } from './series-facts.js'
import { newestAsCurve } from './series-facts.js'

/** Stored rows → the series to ask for, because a day that the gateway may give is not held; none: nothing to ask. */
export type Lacking<R> = (rows: readonly R[], mayBeGiven: DayRange, wanted: Wanted, today: Day) => Wanted[]

/** A derived day is still wanted as measured. The newest days are wanted as a curve, unless their energy is known. */
export const lackingEnergy: Lacking<DailyRow> = (rows, mayBeGiven, wanted, today) => {
  const qualities = new Map(rows.map(({ day, quality }) => [day, quality]))
  return [
    ...unlessAll(daysOf(mayBeGiven), (day) => qualities.get(day) === 'measured', [wanted]),
    ...newestAsCurve(wanted.series, wanted.range, today).flatMap((curve) =>
      unlessAll(daysOf(curve.range), (day) => qualities.has(day), [curve]),
    ),
  ]
}

export const lackingCurve: Lacking<CurveDayRow> = (rows, mayBeGiven, wanted) => {
  const held = new Map(
    rows.map(({ day, minutes }) => [day, minutes.reduce((sum, length) => sum + length, 0)]),
  )
  return unlessAll(daysOf(mayBeGiven), (day) => (held.get(day) ?? 0) >= minutesOf(day), [wanted])
}

export const lackingPower: Lacking<MaxPowerRow> = (rows, mayBeGiven, wanted) => {
  const held = new Set(rows.map(({ day }) => day))
  return unlessAll(daysOf(mayBeGiven), (day) => held.has(day), [wanted])
}

function unlessAll(days: readonly Day[], isHeld: (day: Day) => boolean, wanted: Wanted[]): Wanted[] {
  return days.every(isHeld) ? [] : wanted
}
