import type { LocalTime } from '../core/index.js'
import { FieldProblem } from '../core/index.js'
import type { TimeWindowInput } from '../readings/index.js'
import { TimeWindow } from '../readings/index.js'
import { Cost } from './cost.types.js'
import type { BucketEnergy } from './cost.types.js'
import type { Contract } from './contract.js'
import { versionsIn } from './contract.js'
import { ContractPeriodType } from './contract.types.js'
import type { CostSum } from './cost-sum.js'
import type { MicroEur } from './money.js'
import { eurOf, microEur } from './money.js'
import { warningsOf } from './offer-checks.js'
import type { OfferModel, OfferVersion } from './offer.js'
import type { OfferInput, OfferVersionInput } from './offer.types.js'
import { OfferType, OfferVersionType } from './offer.types.js'
import type { DatedRate } from './taxes.js'
import type { TimeWindow as Window } from './windows.js'

export const eurOrNull = (micro: MicroEur | null): number | null => (micro === null ? null : eurOf(micro))

/** Sums → the answer; null when no contract covers a single day. */
export function costAnswer(sum: CostSum, rates: readonly DatedRate[] | null): Cost | null {
  if (sum.contractDays === 0) return null
  const { total, energy, subscription, unpricedWh, pricedWh, energyWh, reasons, isOpen } = sum
  const isBounded = sum.knownDays > 0 && !isOpen
  const share = rates && total !== null ? sum.taxes(rates) : null
  return Object.assign(new Cost(), {
    totalEur: eurOrNull(total),
    energyEur: eurOrNull(energy),
    subscriptionEur: sum.subscribedDays === 0 ? null : eurOf(subscription),
    unpricedWh,
    lowEur: isBounded ? eurOf(sum.low + subscription) : null,
    highEur: isBounded ? eurOf(sum.high + subscription) : null,
    reasons: [...reasons],
    origin: sum.isEstimated ? 'ESTIMATED' : 'DERIVED',
    energyEurPerKwh: energy === null || pricedWh === 0 ? null : perKwh(energy, pricedWh),
    totalEurPerKwh: total === null || energyWh === 0 || unpricedWh > 0 ? null : perKwh(total, energyWh),
    taxes: share && {
      energyEur: eurOf(share.energy),
      subscriptionEur: eurOf(share.subscription),
      exciseEur: eurOf(share.excise),
      ctaEur: null,
      vatEur: eurOf(share.vat),
    },
  })
}

/** In the order of their energy, largest first. */
export function bucketAnswers({ buckets, energyWh: whole }: CostSum): BucketEnergy[] {
  return [...buckets]
    .map(([bucket, { energyWh, pricedWh, estimatedWh, cost }]) => ({
      bucket,
      energyWh,
      ratio: whole === 0 ? 0 : energyWh / whole,
      costEur: pricedWh === 0 ? null : eurOf(cost),
      eurPerKwh: pricedWh === 0 ? null : perKwh(cost, pricedWh),
      estimated: estimatedWh > 0,
    }))
    .sort((a, b) => b.energyWh - a.energyWh)
}

function perKwh(micro: MicroEur, energyWh: number): number {
  return (micro * 1000) / energyWh / 1e6
}

export function versionAnswer({
  from,
  to,
  subscriptionPerMonth,
  prices,
  source,
}: OfferVersion): OfferVersionType {
  return Object.assign(new OfferVersionType(), {
    from,
    to,
    subscriptionEurPerMonth: eurOrNull(subscriptionPerMonth),
    prices: Object.entries(prices).map(([bucket, price]) => ({ bucket, eurPerKwh: eurOf(price) })),
    source,
  })
}

export function offerAnswer(model: OfferModel): OfferType {
  const { id, origin, provider, name, type, subscribedPowerKva, regulated, url, rules } = model
  return Object.assign(new OfferType(), {
    model,
    id,
    origin,
    provider,
    name,
    type,
    subscribedPowerKva,
    regulated,
    url,
    rules: rules.map((rule) => ({ ...rule, window: rule.window && windowAnswer(rule.window) })),
    warnings: warningsOf(model).map((fault) => Object.assign(new FieldProblem(), fault)),
  })
}

export function contractAnswer(contract: Contract): ContractPeriodType {
  const { from, to, offer, subscribedPowerKva, offPeak, saleMode, saleQuotaWh, origin } = contract
  return Object.assign(new ContractPeriodType(), {
    from,
    to,
    offer: offer && offerAnswer(offer),
    subscribedPowerKva,
    offPeak: offPeak.map(windowAnswer),
    versions: versionsIn(contract).map(versionAnswer),
    saleMode,
    saleQuotaWh,
    origin,
  })
}

export function versionOfInput({
  from,
  to,
  subscriptionEurPerMonth,
  prices,
}: OfferVersionInput): OfferVersion {
  return {
    from: from ?? null,
    to: to ?? null,
    subscriptionPerMonth: microEur(subscriptionEurPerMonth),
    prices: Object.fromEntries(prices.map(({ bucket, eurPerKwh }) => [bucket, microEur(eurPerKwh)])),
    source: null,
  }
}

/** An offer as a user gives it, without its id. */
export function offerOfInput({ provider, name, type, subscribedPowerKva, url, versions, rules }: OfferInput) {
  return {
    provider,
    name,
    type,
    subscribedPowerKva: subscribedPowerKva ?? null,
    url: url ?? null,
    versions: versions.map(versionOfInput),
    rules: rules.map(({ bucket, window, holidays, dayType }) => ({
      bucket,
      window: window ? windowOfInput(window) : null,
      holidays,
      dayType: dayType ?? null,
    })),
  }
}

export function windowOfInput({ start, end, weekdays, season, from, to }: TimeWindowInput): Window {
  return {
    startMinute: minutesOfTime(start),
    endMinute: minutesOfTime(end),
    weekdays,
    season,
    from: from ?? null,
    to: to ?? null,
  }
}

export function windowAnswer({ startMinute, endMinute, weekdays, season, from, to }: Window): TimeWindow {
  return Object.assign(new TimeWindow(), {
    start: timeOf(startMinute),
    end: timeOf(endMinute),
    weekdays: [...weekdays],
    season,
    from,
    to,
  })
}

function minutesOfTime(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function timeOf(minutes: number): LocalTime {
  const text = (value: number) => String(value).padStart(2, '0')
  return `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}` as LocalTime
}
