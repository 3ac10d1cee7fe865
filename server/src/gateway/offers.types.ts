import type { Day, Instant } from '../core/index.js'
import type { OffPeakRange } from './gateway.types.js'

/** An exact decimal as text, `0.12130`: never through a floating number on its way in. */
export type DecimalText = string

export interface GatewayProvider {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly logoUrl: string | null
  readonly priceSheetUrls: readonly string[]
}

/** The price fields of an offer, by the gateway's own name. Open set: what is not here is dropped. */
export const PRICE_FIELDS = [
  'base_price',
  'hc_price',
  'hp_price',
  'base_price_weekend',
  'hc_price_weekend',
  'hp_price_weekend',
  'tempo_blue_hc',
  'tempo_blue_hp',
  'tempo_white_hc',
  'tempo_white_hp',
  'tempo_red_hc',
  'tempo_red_hp',
  'ejp_normal',
  'ejp_peak',
  'hc_price_winter',
  'hp_price_winter',
  'hc_price_summer',
  'hp_price_summer',
  'peak_day_price',
] as const
export type PriceField = (typeof PRICE_FIELDS)[number]

/** EUR per kWh, all taxes included; a field that is absent has no price. */
export type Prices = Readonly<Partial<Record<PriceField, DecimalText>>>

export interface GatewayOffer {
  readonly id: string
  readonly providerId: string
  readonly name: string
  /** BASE, HC_HP, TEMPO, EJP, SEASONAL… open set. */
  readonly type: string
  readonly description: string | null
  readonly url: string | null
  readonly subscribedPowerKva: number | null
  readonly subscriptionEurPerMonth: DecimalText | null
  readonly prices: Prices
  /** Texts by day name, `{"monday": "22:00-06:00"}`. */
  readonly offPeakTexts: Readonly<Record<string, string>> | null
  readonly priceUpdatedAt: Instant | null
  readonly validFrom: Instant | null
  readonly validTo: Instant | null
  readonly createdAt: Instant | null
  readonly active: boolean
}

export type ContributionKind = 'NEW_PROVIDER' | 'NEW_OFFER' | 'UPDATE_OFFER'

/** Prices of one subscribed power. */
export interface ContributionVariant {
  readonly subscribedPowerKva: number
  readonly subscriptionEurPerMonth: DecimalText
  readonly prices: Prices
}

/** What we propose. UPDATE_OFFER carries exactly one variant: the gateway loses the prices of several. */
export interface ContributionRequest {
  readonly kind: ContributionKind
  readonly offerName: string
  readonly offerType: string
  readonly priceSheetUrl: string
  readonly variants: readonly ContributionVariant[]
  readonly providerName?: string | undefined
  readonly providerWebsite?: string | undefined
  readonly existingProviderId?: string | undefined
  readonly existingOfferId?: string | undefined
  readonly description?: string | undefined
  readonly screenshotUrl?: string | undefined
  readonly offPeakTexts?: Readonly<Record<string, string>> | undefined
  readonly validFrom?: Day | undefined
}

export interface ContributionMessage {
  readonly id: string
  readonly at: Instant | null
  /** By us; false = by a reviewer. */
  readonly own: boolean
  readonly text: string
}

export interface GatewayContribution {
  readonly id: string
  readonly kind: string
  readonly state: 'PENDING' | 'APPROVED' | 'REJECTED'
  readonly unread: boolean
  readonly offerName: string | null
  readonly offerType: string | null
  readonly providerName: string | null
  readonly providerWebsite: string | null
  readonly existingProviderId: string | null
  readonly description: string | null
  readonly priceSheetUrl: string | null
  readonly variants: readonly ContributionVariant[]
  readonly offPeak: readonly OffPeakRange[]
  readonly validFrom: Instant | null
  readonly createdAt: Instant | null
  readonly reviewedAt: Instant | null
  readonly reviewComment: string | null
  /** Oldest first. */
  readonly messages: readonly ContributionMessage[]
}
