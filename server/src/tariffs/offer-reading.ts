import type { EntityManager } from '@mikro-orm/postgresql'

import { Offer, offerModel } from './offer.entity.js'
import type { OfferModel } from './offer.js'
import { regulatedOffers } from './regulated-tariffs.js'

const BUILT_IN = regulatedOffers()

/** Built-in offers first, then by supplier, name and power. */
export async function allOffers(em: EntityManager): Promise<OfferModel[]> {
  const stored = await em.find(
    Offer,
    {},
    { orderBy: { provider: 'asc', name: 'asc', subscribedPowerKva: 'asc', id: 'asc' } },
  )
  return [...BUILT_IN, ...stored.map(offerModel)]
}

/** The offers named that exist, by id. */
export async function offersById(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OfferModel>> {
  const wanted = new Set(ids)
  const builtIn = BUILT_IN.filter(({ id }) => wanted.has(id))
  const others = [...wanted].filter((id) => !builtIn.some((offer) => offer.id === id))
  const stored = others.length === 0 ? [] : await em.find(Offer, { id: { $in: others } })
  return new Map([...builtIn, ...stored.map(offerModel)].map((offer) => [offer.id, offer]))
}
