import type { Day } from '../core/index.js'
import type { OffPeakRange } from '../gateway/index.js'
import type { Contract } from './contract.js'
import type { OfferModel } from './offer.js'
import type { TimeWindow } from './windows.js'

/** What gateway and Enedis say of a contract. */
export interface ContractFacts {
  readonly pricingOption: string | null
  readonly subscribedPowerKva: number | null
  readonly offPeak: readonly OffPeakRange[]
  /** The contract was read at Enedis: off-peak hours that are not there do not exist. */
  readonly isRead: boolean
  /** First day known of the contract, or of its readings. */
  readonly from: Day
  readonly carriesPrices: boolean
}

/**
 * The contract that the facts tell: the regulated offer of the option and power. Off-peak hours without an option mean
 * HC_HP; none in a contract that was read means BASE. Empty when nothing tells the option.
 */
export function proposedContract(facts: ContractFacts, offers: readonly OfferModel[]): Contract[] {
  const { subscribedPowerKva, from } = facts
  const type = optionOf(facts)
  if (type === null) return []
  const offer = offers.find(
    (one) => one.origin === 'BUILT_IN' && one.type === type && one.subscribedPowerKva === subscribedPowerKva,
  )
  return [
    {
      from,
      to: null,
      offer: offer ?? onlyOffer(offers, type, subscribedPowerKva),
      subscribedPowerKva,
      offPeak: windowsOf(facts.offPeak),
      ownVersions: [],
      saleMode: null,
      saleQuotaWh: null,
      carriesPrices: facts.carriesPrices,
      origin: 'GATEWAY',
    },
  ]
}

/** Where the regulated tariff has no such option, an offer that is alone to have it. */
function onlyOffer(offers: readonly OfferModel[], type: string, kva: number | null): OfferModel | null {
  const found = offers.filter(
    (one) => one.origin === 'GATEWAY' && one.active && one.type === type && one.subscribedPowerKva === kva,
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

function optionOf({ pricingOption, offPeak, isRead, subscribedPowerKva }: ContractFacts): string | null {
  if (pricingOption !== null) return pricingOption
  if (offPeak.length > 0) return 'HC_HP'
  return isRead && subscribedPowerKva !== null ? 'BASE' : null
}

export function windowsOf(ranges: readonly OffPeakRange[]): TimeWindow[] {
  return ranges.map(({ startMinute, endMinute, weekdays }) => ({
    startMinute,
    endMinute,
    weekdays,
    season: 'ALL',
    from: null,
    to: null,
  }))
}
