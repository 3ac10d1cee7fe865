import type { Day, DayRange } from '../core/index.js'
import { daysOf } from '../core/index.js'
import type { MeterCosts } from './cost-sum.js'
import type { MicroEur } from './money.js'

/** Two ranges priced, on the days known and fully priced in both. */
export interface CostChange {
  readonly ratio: number | null
  readonly volumeEffect: MicroEur | null
  readonly priceEffect: MicroEur | null
}

/**
 * (this − other) / other in euros, subscription included, and its two causes in energy alone: more kWh at the other's price,
 * and the change of price of these kWh. All null when a common day lacks a price, or the other cost nothing.
 * @param those the same meters, in the same order, over the other range.
 */
export function costChange(
  these: readonly MeterCosts[],
  those: readonly MeterCosts[],
  range: DayRange,
  counterpartOf: (day: Day) => Day | null,
): CostChange {
  const [now, then] = [emptySide(), emptySide()]
  for (const [index, here] of these.entries()) {
    const there = those[index]
    for (const day of daysOf(range)) {
      const counterpart = counterpartOf(day)
      if (counterpart === null || !there || !here.days.has(day) || !there.days.has(counterpart)) continue
      if (!addDay(now, here, day) || !addDay(then, there, counterpart)) return NONE
    }
  }
  const [total, before] = [now.energy + now.subscription, then.energy + then.subscription]
  if (before <= 0 || now.energyWh === 0 || then.energyWh === 0) return NONE
  const thenPrice = then.energy / then.energyWh
  return {
    ratio: (total - before) / before,
    volumeEffect: (now.energyWh - then.energyWh) * thenPrice,
    priceEffect: now.energy - now.energyWh * thenPrice,
  }
}

const NONE: CostChange = { ratio: null, volumeEffect: null, priceEffect: null }

interface Side {
  energyWh: number
  energy: MicroEur
  subscription: MicroEur
}

function emptySide(): Side {
  return { energyWh: 0, energy: 0, subscription: 0 }
}

/** false when the day is not fully priced. */
function addDay(side: Side, { days, pricer }: MeterCosts, day: Day): boolean {
  const subscription = pricer.subscriptionOn(day)
  if (subscription === null) return false
  side.subscription += subscription
  for (const { energyWh, pricedWh, cost } of days.get(day)?.buckets.values() ?? []) {
    if (pricedWh < energyWh) return false
    side.energyWh += energyWh
    side.energy += cost
  }
  return true
}
