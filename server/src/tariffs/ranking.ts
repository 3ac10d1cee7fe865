import type { Day, DayRange } from '../core/index.js'
import { daysOf, lengthOf } from '../core/index.js'
import type { MeterCosts } from './cost-sum.js'
import { CostSum, sumCosts } from './cost-sum.js'
import type { MicroEur } from './money.js'
import type { OfferModel } from './offer.js'
import { versionOn } from './offer.js'

/** One month of a range, and how many of its days are known. */
export interface MonthKnown {
  readonly range: DayRange
  readonly ratio: number
}

/** A contract on the user's own curve. */
export interface Priced {
  readonly sum: CostSum
  /** Energy and subscription, brought to full months. null = nothing has a price. */
  readonly total: MicroEur | null
  readonly energy: MicroEur | null
  /** Cost of each month; null = unknown. */
  readonly months: readonly (MicroEur | null)[]
  readonly isComplete: boolean
}

export function knownMonths(months: readonly DayRange[], isKnown: (day: Day) => boolean): MonthKnown[] {
  return months.map((range) => ({
    range,
    ratio: lengthOf(range) === 0 ? 0 : daysOf(range).filter(isKnown).length / lengthOf(range),
  }))
}

/** Costs of one contract, month by month, so that a month half known weighs as a whole one of its season. */
export function pricedMonths(costs: MeterCosts, months: readonly MonthKnown[], today: Day): Priced {
  const sum = new CostSum()
  let [energy, subscription] = [0, 0]
  const totals = months.map(({ range, ratio }) => {
    const month = sumCosts([costs], range, today)
    sum.join(month)
    if (month.energy === null || ratio === 0) return null
    const whole = Math.round(month.energy / ratio)
    energy += whole
    subscription += month.subscription
    return whole + month.subscription
  })
  const isKnown = sum.energy !== null
  return {
    sum,
    total: isKnown ? energy + subscription : null,
    energy: isKnown ? energy : null,
    months: totals,
    isComplete: sum.isComplete,
  }
}

/** Total with so much more or less energy; null when not fully priced. */
export function totalAt(priced: Priced, ratio: number): MicroEur | null {
  const { total, energy, isComplete } = priced
  return total === null || energy === null || !isComplete ? null : Math.round(total + energy * (ratio - 1))
}

/** Cheapest first; what is not fully priced comes last, whatever its floor. */
export function byTotal(a: Priced, b: Priced): number {
  if (a.isComplete !== b.isComplete) return a.isComplete ? -1 : 1
  return (a.total ?? Infinity) - (b.total ?? Infinity)
}

export function monthsWon(one: Priced, other: Priced): number {
  return one.months.filter((cost, index) => {
    const theirs = other.months[index] ?? null
    return cost !== null && theirs !== null && cost < theirs
  }).length
}

/**
 * Off-peak share above which HC/HP beats Base: h* = [(S_hchp - S_base) / Q + p_hp - p_base] / (p_hp - p_hc).
 * null without such a pair at that power, or without energy.
 */
export function breakEven(
  offers: readonly OfferModel[],
  { kva, day, yearlyWh }: { kva: number | null; day: Day; yearlyWh: number },
): number | null {
  const version = (type: string) => {
    const offer = offers.find(
      (one) => one.origin === 'BUILT_IN' && one.type === type && one.subscribedPowerKva === kva,
    )
    return offer ? versionOn(offer.versions, day) : null
  }
  const [base, split] = [version('BASE'), version('HC_HP')]
  const [p, hc, hp] = [base?.prices.BASE, split?.prices.HC, split?.prices.HP]
  const [s, sSplit] = [base?.subscriptionPerMonth ?? null, split?.subscriptionPerMonth ?? null]
  if (p === undefined || hc === undefined || hp === undefined || s === null || sSplit === null) return null
  if (yearlyWh <= 0 || hp === hc) return null
  return (((sSplit - s) * 12 * 1000) / yearlyWh + hp - p) / (hp - hc)
}
