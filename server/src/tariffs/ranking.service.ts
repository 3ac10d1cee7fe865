import { Injectable } from '@nestjs/common'

import type { Day, DayRange } from '../core/index.js'
import { daysOf, lengthOf } from '../core/index.js'
import type { UsagePoint } from '../readings/index.js'
import { stepsOf } from '../readings/index.js'
import { windowsOf } from './contract-proposal.js'
import type { Contract } from './contract.js'
import { frozenOn } from './contract.js'
import type { OfferWanted } from './offer-filter.js'
import { matches } from './offer-filter.js'
import type { OfferModel } from './offer.js'
import { OffersService } from './offers.service.js'
import { priceAll, PricingService } from './pricing.service.js'
import type { Priced } from './ranking.js'
import { breakEven, byTotal, knownMonths, pricedMonths } from './ranking.js'
import { ASSUMED_OFF_PEAK, needsOffPeak } from './tariff-rules.js'
import type { Load } from './what-if.js'
import { withLoads } from './what-if.js'
import type { TimeWindow } from './windows.js'

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
  /** Under off-peak hours that the home has not. */
  readonly isAssumed: boolean
}

export interface Ranking {
  readonly current: { readonly offer: OfferModel | null; readonly priced: Priced } | null
  readonly offers: readonly RankedModel[]
  readonly breakEven: number | null
  /** Off-peak hours taken for want of the home's own; empty = they are the home's. */
  readonly assumedOffPeak: readonly TimeWindow[]
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
    const own = homeOffPeak(meter.point, signed)
    const offPeak = own.length > 0 ? own : ASSUMED_OFF_PEAK
    const offers: RankedModel[] = []
    for (const offer of suited(catalogue, { ...filter, subscribedPowerKva: power })) {
      const contract = contractWith(offer, {
        from: range.from,
        offPeak,
        carriesPrices: signed?.carriesPrices ?? false,
      })
      const isAssumed = own.length === 0 && needsOffPeak(offer)
      offers.push({ offer, priced: await price([contract]), isAssumed })
    }
    const yearlyWh = (days.reduce((sum, { totalWh }) => sum + (totalWh ?? 0), 0) * 365) / (known.size || 1)
    return {
      current: signed && { offer: signed.offer, priced: await price(timeline) },
      offers: offers.sort((a, b) => byTotal(a.priced, b.priced)),
      assumedOffPeak: own.length > 0 ? [] : ASSUMED_OFF_PEAK,
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

/** Off-peak hours of the contract, else those that gateway or Enedis give the meter: a Base contract may have some. */
function homeOffPeak({ offPeak, contract }: UsagePoint, signed: Contract | null): readonly TimeWindow[] {
  if (signed && signed.offPeak.length > 0) return signed.offPeak
  return windowsOf(offPeak.length > 0 ? offPeak : (contract?.offPeak ?? []))
}

/** The offer at this home: its rules, the home's off-peak hours. */
function contractWith(
  offer: OfferModel,
  home: Pick<Contract, 'from' | 'offPeak' | 'carriesPrices'>,
): Contract {
  return {
    ...home,
    to: null,
    offer,
    subscribedPowerKva: offer.subscribedPowerKva,
    ownVersions: [],
    saleMode: null,
    saleQuotaWh: null,
    origin: 'MANUAL',
  }
}
