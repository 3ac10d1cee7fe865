import type { Day, Origin } from '../core/index.js'
import type { VersionOn } from './day-cells.js'
import type { OfferModel, OfferVersion, Tariff } from './offer.js'
import { nearestVersion, versionOn } from './offer.js'
import { tariffOfOffer } from './tariff-rules.js'
import type { TimeWindow } from './windows.js'

/** How injected energy is sold. */
export const SALE_MODES = ['SURPLUS', 'TOTAL', 'NONE'] as const
export type SaleMode = (typeof SALE_MODES)[number]

/** One stretch of a contract, bought or sold. */
export interface Contract {
  readonly from: Day
  /** Day after the last; null = still. */
  readonly to: Day | null
  /** null = own prices only. */
  readonly offer: OfferModel | null
  readonly subscribedPowerKva: number | null
  readonly offPeak: readonly TimeWindow[]
  /** They win over the offer's. */
  readonly ownVersions: readonly OfferVersion[]
  readonly saleMode: SaleMode | null
  readonly saleQuotaWh: number | null
  /** Where no price is known, the nearest known one is used: the user's choice. */
  readonly carriesPrices: boolean
  /** GATEWAY = proposed, MANUAL = edited. */
  readonly origin: Extract<Origin, 'GATEWAY' | 'MANUAL'>
}

export function contractOn(contracts: readonly Contract[], day: Day): Contract | null {
  return contracts.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null
}

export function versionsOf({ offer, ownVersions, carriesPrices }: Contract): VersionOn {
  const known: VersionOn = (day) => versionOn(ownVersions, day) ?? (offer && versionOn(offer.versions, day))
  if (!carriesPrices) return known
  const all = [...ownVersions, ...(offer?.versions ?? [])]
  const carried = new Map<OfferVersion, OfferVersion>()
  return (day) => {
    const found = known(day)
    const nearest = found ?? nearestVersion(all, day)
    if (found || !nearest) return found
    const copy = carried.get(nearest) ?? { ...nearest, carried: true }
    carried.set(nearest, copy)
    return copy
  }
}

/** Own prices alone tell their type by their buckets: Base, or peak and off-peak. */
export function tariffOfContract({ offer, offPeak, ownVersions }: Contract): Tariff {
  if (offer) return tariffOfOffer(offer, offPeak)
  const buckets = new Set(ownVersions.flatMap(({ prices }) => Object.keys(prices)))
  const has = (...names: string[]) => names.every((name) => buckets.has(name))
  const type = has('BLUE_HP', 'RED_HP')
    ? 'TEMPO'
    : has('EJP_PEAK')
      ? 'EJP'
      : has('HC', 'HP')
        ? 'HC_HP'
        : has('WE', 'SEM')
          ? 'BASE_WEEKEND'
          : has('SUMMER_HP', 'WINTER_HP')
            ? 'SEASONAL'
            : 'BASE'
  return tariffOfOffer({ type, rules: [], versions: ownVersions }, offPeak)
}

/** Versions that a period goes through, own prices included, oldest first. */
export function versionsIn({ offer, ownVersions, from, to }: Contract): OfferVersion[] {
  const touches = (version: OfferVersion) =>
    (to === null || version.from === null || version.from < to) && (version.to === null || version.to > from)
  return [...ownVersions, ...(offer?.versions ?? [])]
    .filter(touches)
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
}

/** The contract as if its prices of a day held for ever, from a day on. */
export function frozenOn(contract: Contract, day: Day, from: Day): Contract {
  const version = versionsOf(contract)(day)
  const always = version ? [{ ...version, from: null, to: null }] : []
  const { offer } = contract
  return {
    ...contract,
    from,
    to: null,
    offer: offer && { ...offer, versions: always },
    ownVersions: offer ? [] : always,
  }
}
