import { isRecord } from '../gateway.forms.js'
import type { Rejected } from '../gateway.types.js'
import { OfferShape, ProviderShape } from '../offers.schemas.js'
import type { GatewayOffer, GatewayProvider, Prices } from '../offers.types.js'
import { PRICE_FIELDS } from '../offers.types.js'
import { readList } from '../validation.js'

import { decimalTextOf, kvaOf, textOf, utcInstantOf } from './values.js'

/** `GET /energy/providers` → suppliers. Source: docs/gateway.md, "Offers"; fixtures/providers.json */
export function parseProviders(data: unknown): { items: GatewayProvider[]; rejected: Rejected[] } {
  const { items, rejected } = readList(ProviderShape, data, 'the suppliers', 'id')
  return {
    rejected,
    items: items.map((item) => ({
      id: item.id,
      name: item.name,
      website: textOf(item.website),
      logoUrl: textOf(item.logo_url),
      priceSheetUrls: item.scraper_urls ?? [],
    })),
  }
}

/**
 * `GET /energy/offers` → offers, one per subscribed power and date.
 * Units: EUR per month and EUR per kWh, all taxes included, as exact decimal text. A price that is null is absent, never 0;
 * an offer with an illegible price is set aside. Source: docs/gateway.md, "Offers"; fixtures/offers.json
 */
export function parseOffers(data: unknown): { items: GatewayOffer[]; rejected: Rejected[] } {
  const { items, rejected } = readList(OfferShape, data, 'the offers', 'id')
  const offers: GatewayOffer[] = []
  for (const item of items) {
    const prices = pricesOf(item)
    if (typeof prices === 'string') {
      rejected.push({ label: item.id, cause: `Its ${prices} is not a decimal.` })
      continue
    }
    offers.push({
      id: item.id,
      providerId: item.provider_id,
      name: item.name,
      type: item.offer_type,
      description: textOf(item.description),
      url: textOf(item.offer_url),
      subscribedPowerKva: kvaOf(item.power_kva),
      subscriptionEurPerMonth: decimalTextOf(item.subscription_price),
      prices,
      offPeakTexts: textsOf(item.hc_schedules),
      priceUpdatedAt: utcInstantOf(item.price_updated_at),
      validFrom: utcInstantOf(item.valid_from),
      validTo: utcInstantOf(item.valid_to),
      createdAt: utcInstantOf(item.created_at),
      active: item.is_active,
    })
  }
  return { items: offers, rejected }
}

/** Price fields that have a value, as exact decimals; the name of the first one that is not a decimal. */
export function pricesOf(holder: object): Prices | string {
  const fields = new Map<string, unknown>(Object.entries(holder))
  const prices: Record<string, string> = {}
  for (const field of PRICE_FIELDS) {
    const value = fields.get(field)
    if (value === null || value === undefined) continue
    const text = decimalTextOf(value)
    if (text === null) return field
    prices[field] = text
  }
  return prices
}

function textsOf(value: unknown): Record<string, string> | null {
  if (!isRecord(value)) return null
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  )
}
