import type { Day } from '../core/index.js'
import { toDay } from '../core/index.js'
import type { MicroEur } from './money.js'
import facts from './tax-rates.json' with { type: 'json' }

export const TAXES = ['VAT_ENERGY', 'VAT_SUBSCRIPTION', 'EXCISE', 'CTA'] as const
export type Tax = (typeof TAXES)[number]

/** A tax from a day on. EXCISE is in EUR per MWh, the others are ratios. */
export interface DatedRate {
  readonly tax: Tax
  readonly from: Day
  readonly rate: number
  readonly source: string | null
}

/** From tax-rates.json; by tax, oldest first. */
export const BUILT_IN_RATES: readonly DatedRate[] = facts.map(({ tax, from, rate, source }) => ({
  tax: TAXES.find((name) => name === tax) ?? 'CTA',
  from: toDay(from),
  rate,
  source,
}))

export interface TaxShare {
  readonly energy: MicroEur
  readonly subscription: MicroEur
  readonly excise: MicroEur
  readonly vat: MicroEur
}

/** Rate in force on a day; undefined before the first one known. */
export function rateOn(rates: readonly DatedRate[], tax: Tax, day: Day): number | undefined {
  let found: DatedRate | undefined
  for (const one of rates)
    if (one.tax === tax && one.from <= day && (!found || one.from >= found.from)) found = one
  return found?.rate
}

/**
 * Money with all taxes, of one day → an estimate of what is tax. The CTA stays inside the subscription: its base, the fixed
 * part of the grid tariff, is not known to us. null when a rate of that day is not known.
 */
export function taxesOf(
  rates: readonly DatedRate[],
  day: Day,
  { energy, subscription, pricedWh }: { energy: MicroEur; subscription: MicroEur; pricedWh: number },
): TaxShare | null {
  const [onEnergy, onSubscription, exciseRate] = (['VAT_ENERGY', 'VAT_SUBSCRIPTION', 'EXCISE'] as const).map(
    (tax) => rateOn(rates, tax, day),
  )
  if (onEnergy === undefined || onSubscription === undefined || exciseRate === undefined) return null
  const energyBeforeVat = energy / (1 + onEnergy)
  const subscriptionBeforeVat = subscription / (1 + onSubscription)
  // Wh at EUR per MWh is micro-euros.
  const excise = pricedWh * exciseRate
  return {
    energy: energyBeforeVat - excise,
    subscription: subscriptionBeforeVat,
    excise,
    vat: energy - energyBeforeVat + subscription - subscriptionBeforeVat,
  }
}
