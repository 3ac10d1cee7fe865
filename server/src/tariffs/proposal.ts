import type { Instant } from '../core/index.js'
import { dayOf } from '../core/index.js'
import type { GatewayContribution, OffPeakRange } from '../gateway/index.js'
import { bucketPrices } from './market-buckets.js'
import { microEur } from './money.js'
import type { OfferModel, PriceRule } from './offer.js'

/** An offer inside a proposal: what a private offer holds, without an identity of its own. */
export type ProposedOffer = Pick<
  OfferModel,
  'provider' | 'name' | 'type' | 'subscribedPowerKva' | 'url' | 'versions' | 'rules'
>

/** What a user proposes to the community: one offer per subscribed power, same supplier, name and type. */
export interface Proposal {
  /** Public offer whose prices these replace. */
  readonly replacesOfferId: string | null
  readonly offers: readonly ProposedOffer[]
  readonly priceSheetUrl: string | null
  /** Of a supplier that the community does not know yet. */
  readonly providerWebsite: string | null
  readonly description: string | null
}

export interface ProposalMessage {
  readonly at: Instant
  readonly own: boolean
  readonly text: string
}

/** A proposal that the gateway lists and that was not made here. @param replacesOfferId when it changes an offer that we know. */
export function proposalOf(listed: GatewayContribution, replacesOfferId: string | null): Proposal {
  const from = listed.validFrom === null ? null : dayOf(listed.validFrom)
  return {
    replacesOfferId,
    priceSheetUrl: listed.priceSheetUrl,
    providerWebsite: listed.providerWebsite,
    description: listed.description,
    offers: listed.variants.map(({ subscribedPowerKva, subscriptionEurPerMonth, prices }) => ({
      provider: listed.providerName ?? '',
      name: listed.offerName ?? '',
      type: listed.offerType ?? '',
      subscribedPowerKva,
      url: null,
      versions: [
        {
          from,
          to: null,
          subscriptionPerMonth: microEur(Number(subscriptionEurPerMonth)),
          prices: bucketPrices(listed.offerType ?? '', prices),
          source: listed.priceSheetUrl,
        },
      ],
      rules: rulesOf(listed.offPeak),
    })),
  }
}

/** The talk about it, oldest first; the verdict of the reviewers is their last word. */
export function messagesOf(listed: GatewayContribution, now: Instant): ProposalMessage[] {
  const talk = listed.messages.map(({ at, own, text }) => ({ at: at ?? now, own, text }))
  const verdict =
    listed.reviewComment === null
      ? []
      : [{ at: listed.reviewedAt ?? now, own: false, text: listed.reviewComment }]
  return [...talk, ...verdict].sort((a, b) => a.at - b.at)
}

function rulesOf(offPeak: readonly OffPeakRange[]): PriceRule[] {
  if (offPeak.length === 0) return []
  const cheap = offPeak.map((range): PriceRule => ({
    bucket: 'HC',
    window: { ...range, season: 'ALL', from: null, to: null },
    holidays: false,
    dayType: null,
  }))
  return [...cheap, { bucket: 'HP', window: null, holidays: false, dayType: null }]
}
