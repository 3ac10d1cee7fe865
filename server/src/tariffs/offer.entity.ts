import { defineEntity, p } from '@mikro-orm/core'

import { writeTimes } from '../core/index.js'
import type { OfferModel, OfferVersion, PriceRule } from './offer.js'

/** A version and the gateway's own row behind it. */
export interface StoredVersion extends OfferVersion {
  readonly gatewayId: string | null
}

const schema = defineEntity({
  name: 'Offer',
  tableName: 'offer',
  properties: {
    id: p.text().primary(),
    origin: p.string().length(16).$type<'GATEWAY' | 'MANUAL'>(),
    provider: p.text(),
    name: p.text(),
    type: p.text(),
    subscribedPowerKva: p.integer().nullable(),
    url: p.text().nullable(),
    versions: p.json<readonly StoredVersion[]>(),
    rules: p.json<readonly PriceRule[]>().defaultRaw(`'[]'`),
    active: p.boolean().default(true),
    ...writeTimes(),
  },
})

/** An offer of the market, or a private one, with every version we have seen. */
export class Offer extends schema.class {}
schema.setClass(Offer)

export type StoredOffer = Pick<
  Offer,
  | 'id'
  | 'origin'
  | 'provider'
  | 'name'
  | 'type'
  | 'subscribedPowerKva'
  | 'url'
  | 'versions'
  | 'rules'
  | 'active'
>

export function offerModel(stored: StoredOffer): OfferModel {
  const { id, origin, provider, name, type, url, versions, rules, active } = stored
  return {
    id,
    origin,
    provider,
    name,
    type,
    subscribedPowerKva: stored.subscribedPowerKva ?? null,
    regulated: false,
    url: url ?? null,
    versions,
    rules,
    active,
  }
}
