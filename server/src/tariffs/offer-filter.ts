import type { Origin } from '../core/index.js'
import type { OfferModel } from './offer.js'

/** What a user looks for; undefined or null = any. */
export interface OfferWanted {
  readonly search?: string | null | undefined
  readonly types?: readonly string[] | null | undefined
  readonly subscribedPowerKva?: number | null | undefined
  readonly origins?: readonly Origin[] | null | undefined
  readonly regulated?: boolean | null | undefined
  readonly withPast?: boolean | undefined
}

export function matches(offer: OfferModel, wanted: OfferWanted): boolean {
  const { search, types, subscribedPowerKva: kva, origins, regulated, withPast = false } = wanted
  const text = plain(`${offer.provider} ${offer.name}`)
  return (
    (withPast || offer.active) &&
    (!types || types.includes(offer.type)) &&
    (!origins || origins.includes(offer.origin)) &&
    (regulated === undefined || regulated === null || offer.regulated === regulated) &&
    (!kva || offer.subscribedPowerKva === null || offer.subscribedPowerKva >= kva) &&
    (!search ||
      plain(search)
        .split(/\s+/)
        .every((word) => text.includes(word)))
  )
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
