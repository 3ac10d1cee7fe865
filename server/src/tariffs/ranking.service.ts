import { Injectable } from '@nestjs/common'

import type { Day, DayRange } from '../core/index.js'
import { daysOf, lengthOf } from '../core/index.js'
import { stepsOf } from '../readings/index.js'
import type { Contract } from './contract.js'
import { frozenOn } from './contract.js'
import type { OfferWanted } from './offer-filter.js'
import { matches } from './offer-filter.js'
import type { OfferModel } from './offer.js'
import { OffersService } from './offers.service.js'
import { priceAll, PricingService } from './pricing.service.js'
import type { Priced } from './ranking.js'
import { breakEven, byTotal, knownMonths, pricedMonths } from './ranking.js'
import type { Load } from './what-if.js'
import { withLoads } from './what-if.js'

export type PriceDate = 'AT_DATE' | 'TODAY'

export interface RankingAsked {
  readonly pdl: string
  readonly range: DayRange
  readonly prices: PriceDate
  readonly today: Day
  readonly filter: OfferWanted
  readonly loads: readonly Load[]
  /** Another subscribed power; null = the contract's. */
  readonly kva: number | null
}

export interface RankedModel {
  readonly offer: OfferModel
  readonly priced: Priced
}

export interface Ranking {
  readonly current: { readonly offer: OfferModel | null; readonly priced: Priced } | null
  readonly offers: readonly RankedModel[]
  readonly breakEven: number | null
  readonly knownDays: number
  readonly days: number
}

/** Prices every offer on the user's own curve, under its true rules. */
@Injectable()
export class RankingService {
  constructor(
    private readonly offers: OffersService,
    private readonly pricing: PricingService,
  ) {}

  async rank({ pdl, range, prices, today, filter, loads, kva }: RankingAsked): Promise<Ranking> {
    const [meter, catalogue] = await Promise.all([
      this.pricing.days(pdl, 'CONSUMPTION', range),
      this.offers.all(),
    ])
    const days = withLoads(meter.days, loads)
    const held = { ...meter, days }
    const known = new Set(days.map(({ day }) => day))
    const months = knownMonths(stepsOf(range, 'MONTH'), (day) => known.has(day))
    const timeline = (await this.pricing.pricer(meter.point, 'CONSUMPTION', range)).contracts
    const signed = timeline.findLast(({ from }) => from <= today) ?? null
    const power = kva ?? filter.subscribedPowerKva ?? signed?.subscribedPowerKva ?? null

    const price = async (contracts: readonly Contract[]): Promise<Priced> => {
      const timed =
        prices === 'AT_DATE' ? contracts : contracts.slice(-1).map((one) => frozenOn(one, today, range.from))
      const pricer = await this.pricing.pricerOf(timed, range)
      const costs = priceAll(days, pricer, await this.pricing.meanDaysFor(held, [pricer]))
      return pricedMonths(costs, months, today)
    }
    const offers: RankedModel[] = []
    for (const offer of suited(catalogue, { ...filter, subscribedPowerKva: power }))
      offers.push({ offer, priced: await price([contractWith(offer, signed, range.from)]) })
    const yearlyWh = (days.reduce((sum, { totalWh }) => sum + (totalWh ?? 0), 0) * 365) / (known.size || 1)
    return {
      current: signed && { offer: signed.offer, priced: await price(timeline) },
      offers: offers.sort((a, b) => byTotal(a.priced, b.priced)),
      breakEven: breakEven(catalogue, { kva: power, day: today, yearlyWh }),
      knownDays: daysOf(range).filter((day) => known.has(day)).length,
      days: lengthOf(range),
    }
  }
}

/** Of each offer, the smallest power that suits. */
function suited(catalogue: readonly OfferModel[], wanted: OfferWanted): OfferModel[] {
  const smallest = new Map<string, OfferModel>()
  for (const offer of catalogue) {
    if (!matches(offer, wanted)) continue
    const key = [offer.origin, offer.provider, offer.name, offer.type].join('\n')
    const other = smallest.get(key)
    if (!other || (offer.subscribedPowerKva ?? 0) < (other.subscribedPowerKva ?? 0)) smallest.set(key, offer)
  }
  return [...smallest.values()]
}

/** The offer at this home: its rules, the home's off-peak hours. */
function contractWith(offer: OfferModel, signed: Contract | null, from: Day): Contract {
  return {
    from,
    to: null,
    offer,
    subscribedPowerKva: offer.subscribedPowerKva,
    offPeak: signed?.offPeak ?? [],
    ownVersions: [],
    saleMode: null,
    saleQuotaWh: null,
    carriesPrices: signed?.carriesPrices ?? false,
    origin: 'MANUAL',
  }
}
