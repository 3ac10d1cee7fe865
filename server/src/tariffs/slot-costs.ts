import type { Day } from '../core/index.js'
import type { MeterPricer } from './meter-pricer.js'
import type { MicroEur } from './money.js'
import { costOfParts, wallShift } from './pricing.js'

/**
 * Cost of each slot of a day; null = missing or without a price.
 * @param watts one per slot from midnight on, null = missing.
 * @param scale brings the curve to the day's total, as the day's own cost does.
 */
export function slotCosts(
  pricer: MeterPricer,
  {
    day,
    stepMinutes,
    watts,
    scale,
  }: { day: Day; stepMinutes: number; watts: readonly (number | null)[]; scale: number },
): (MicroEur | null)[] {
  const cells = pricer.cellsOn(day)
  const shift = wallShift(day)
  return watts.map((power, slot) =>
    power === null
      ? null
      : costOfParts(cells, shift(slot * stepMinutes), stepMinutes, (power * stepMinutes * scale) / 60),
  )
}
