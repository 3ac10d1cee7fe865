import type { Day } from '../core/index.js'
import type { DayCells } from './day-cells.js'
import type { MeterPricer } from './meter-pricer.js'
import { DAY_MINUTES } from './windows.js'

/** Days on which two timelines of a meter differ by a bucket, a price or the subscription. */
export function touchedDays(before: MeterPricer, after: MeterPricer, days: readonly Day[]): Day[] {
  const known = new Map<DayCells, Map<DayCells, boolean>>()
  const isSame = (a: DayCells, b: DayCells) => {
    const others = known.get(a) ?? new Map<DayCells, boolean>()
    known.set(a, others)
    const same = others.get(b) ?? isSameDay(a, b)
    others.set(b, same)
    return same
  }
  return days.filter(
    (day) =>
      before.subscriptionOn(day) !== after.subscriptionOn(day) ||
      !isSame(before.cellsOn(day), after.cellsOn(day)),
  )
}

function isSameDay(a: DayCells, b: DayCells): boolean {
  for (let minute = 0; minute < DAY_MINUTES;) {
    const [one, other] = [a.cells[a.byMinute[minute] ?? 0], b.cells[b.byMinute[minute] ?? 0]]
    if (one?.bucket !== other?.bucket || one?.price !== other?.price) return false
    minute = Math.min(a.runEnd[minute] ?? DAY_MINUTES, b.runEnd[minute] ?? DAY_MINUTES)
  }
  return true
}
