import type { Day, Origin } from '../core/index.js'
import { lengthOf } from '../core/index.js'
import type { MicroEur } from './money.js'
import type { TimeWindow } from './windows.js'

/** Prices of an offer during a time, all taxes included. */
export interface OfferVersion {
  /** First day; null = unknown, since ever. */
  readonly from: Day | null
  /** Day after the last; null = still. */
  readonly to: Day | null
  readonly subscriptionPerMonth: MicroEur | null
  /** By bucket, per kWh. A bucket that is not there has no price. */
  readonly prices: Readonly<Record<string, MicroEur>>
  readonly source: string | null
  /** Of another time: the nearest that is known, used where none is. */
  readonly carried?: true
}

/** When a bucket applies; in a list the first that matches wins. */
export interface PriceRule {
  readonly bucket: string
  /** null = all day. */
  readonly window: TimeWindow | null
  /** Public holidays count as well. */
  readonly holidays: boolean
  /** A Tempo colour, or a calendar of special days; null = any day. */
  readonly dayType: string | null
}

/** How an offer cuts time into buckets. */
export type Tariff =
  | { readonly kind: 'RULES'; readonly rules: readonly PriceRule[] }
  /** Tempo: colour of the day that began at 06:00, off-peak in `offPeak`. */
  | { readonly kind: 'TEMPO'; readonly offPeak: readonly TimeWindow[] }
  /** Special days billed apart from 07:00 to 01:00. */
  | { readonly kind: 'EJP' }

/** An offer for one subscribed power. */
export interface OfferModel {
  readonly id: string
  readonly origin: Extract<Origin, 'GATEWAY' | 'BUILT_IN' | 'MANUAL'>
  readonly provider: string
  readonly name: string
  /** BASE, HC_HP, TEMPO, EJP, SEASONAL… open set. */
  readonly type: string
  /** null = any. */
  readonly subscribedPowerKva: number | null
  /** Set by the state. */
  readonly regulated: boolean
  readonly url: string | null
  /** Oldest first. */
  readonly versions: readonly OfferVersion[]
  /** Empty = the rules of its type. */
  readonly rules: readonly PriceRule[]
  /** Still sold, as far as we know. */
  readonly active: boolean
}

/** The version in force on a day; where two overlap, the one that began last. */
export function versionOn(versions: readonly OfferVersion[], day: Day): OfferVersion | null {
  let found: OfferVersion | null = null
  for (const version of versions) {
    if ((version.from !== null && version.from > day) || (version.to !== null && version.to <= day)) continue
    if (found === null || (version.from ?? '') >= (found.from ?? '')) found = version
  }
  return found
}

/** The version nearest to a day that none holds, the earlier of two; null without any. */
export function nearestVersion(versions: readonly OfferVersion[], day: Day): OfferVersion | null {
  const distance = ({ from, to }: OfferVersion) =>
    from !== null && from > day
      ? lengthOf({ from: day, to: from })
      : to === null
        ? 0
        : lengthOf({ from: to, to: day }) + 1
  const known = versions.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  return known.reduce<OfferVersion | null>(
    (best, one) => (best === null || distance(one) < distance(best) ? one : best),
    null,
  )
}

export function isOffPeakBucket(bucket: string): boolean {
  return bucket === 'HC' || bucket.endsWith('_HC') || bucket === 'HC_WE' || bucket === 'WE'
}

export function isPeakBucket(bucket: string): boolean {
  return bucket === 'HP' || bucket.endsWith('_HP') || bucket === 'HP_WE' || bucket === 'SEM'
}
