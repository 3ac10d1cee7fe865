import { formatInstant, startOf } from '../../core/index.js'
import { isRecord } from '../gateway.forms.js'
import type { Rejected } from '../gateway.types.js'
import { ContributionShape, MessageShape } from '../offers.schemas.js'
import type {
  ContributionMessage,
  ContributionRequest,
  ContributionVariant,
  GatewayContribution,
} from '../offers.types.js'
import { readList } from '../validation.js'

import { parseOffPeak } from './off-peak.js'
import { pricesOf } from './offers.js'
import { decimalTextOf, kvaOf, textOf, utcInstantOf } from './values.js'

/** Whatever else it may be called: it is with the reviewers. */
const STATES: Readonly<Record<string, GatewayContribution['state']>> = {
  approved: 'APPROVED',
  rejected: 'REJECTED',
}

/**
 * `GET /energy/contributions` → our proposals and the talk about them.
 * Units: EUR per month and per kWh, as exact decimal text. Both forms of prices are read: flat variants, and the older single one.
 * Source: docs/gateway.md, "Proposals"; fixtures/contributions.json
 */
export function parseContributions(data: unknown): { items: GatewayContribution[]; rejected: Rejected[] } {
  const { items, rejected } = readList(ContributionShape, data, 'the proposals', 'id')
  return {
    rejected,
    items: items.map((item) => ({
      id: item.id,
      kind: item.contribution_type ?? 'NEW_OFFER',
      state: STATES[item.status] ?? 'PENDING',
      unread: item.has_unread_messages ?? false,
      offerName: textOf(item.offer_name),
      offerType: textOf(item.offer_type),
      providerName: textOf(item.provider_name) ?? textOf(item.existing_provider_name),
      providerWebsite: textOf(item.provider_website),
      existingProviderId: textOf(item.existing_provider_id),
      description: textOf(item.description),
      priceSheetUrl: textOf(item.price_sheet_url),
      variants: variantsOf(item),
      offPeak: parseOffPeak(item.hc_schedules).ranges,
      validFrom: utcInstantOf(item.valid_from),
      createdAt: utcInstantOf(item.created_at),
      reviewedAt: utcInstantOf(item.reviewed_at),
      reviewComment: textOf(item.review_comment),
      messages: messagesOf(item.messages ?? []),
    })),
  }
}

/**
 * Proposal → body of `POST /energy/contribute`. New offers carry flat variants, an update the single form: the gateway reads
 * no other. Prices leave as numbers, the day as an instant: a bare date would become the day before.
 * Source: docs/gateway.md, "Proposals"
 */
export function contributionBody(request: ContributionRequest): Record<string, unknown> {
  const variants = request.variants.map(({ subscribedPowerKva, subscriptionEurPerMonth, prices }) => ({
    power_kva: subscribedPowerKva,
    prices: {
      subscription_price: Number(subscriptionEurPerMonth),
      ...Object.fromEntries(Object.entries(prices).map(([field, price]) => [field, Number(price)])),
    },
  }))
  const [only] = variants
  return {
    contribution_type: request.kind,
    offer_name: request.offerName,
    offer_type: request.offerType,
    price_sheet_url: request.priceSheetUrl,
    screenshot_url: request.screenshotUrl,
    provider_name: request.providerName,
    provider_website: request.providerWebsite,
    existing_provider_id: request.existingProviderId,
    existing_offer_id: request.existingOfferId,
    description: request.description,
    hc_schedules: request.offPeakTexts,
    valid_from: request.validFrom === undefined ? undefined : formatInstant(startOf(request.validFrom)),
    ...(request.kind === 'UPDATE_OFFER'
      ? { power_kva: only?.power_kva, pricing_data: only?.prices }
      : { power_variants: variants.map(({ power_kva, prices }) => ({ power_kva, ...prices })) }),
  }
}

function variantsOf(item: ContributionShape): ContributionVariant[] {
  const held = item.power_variants ?? [
    { power_kva: item.power_kva, ...(isRecord(item.pricing_data) ? item.pricing_data : {}) },
  ]
  return held.filter(isRecord).flatMap((variant) => {
    const subscribedPowerKva = kvaOf(variant.power_kva)
    const subscriptionEurPerMonth = decimalTextOf(variant.subscription_price)
    const prices = pricesOf(variant)
    if (subscribedPowerKva === null || subscriptionEurPerMonth === null || typeof prices === 'string')
      return []
    return [{ subscribedPowerKva, subscriptionEurPerMonth, prices }]
  })
}

function messagesOf(messages: unknown[]): ContributionMessage[] {
  return readList(MessageShape, messages, 'the messages of a proposal', 'id')
    .items.map((item) => ({
      id: item.id,
      at: utcInstantOf(item.created_at),
      own: !item.is_from_admin,
      text: item.content,
    }))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
}
