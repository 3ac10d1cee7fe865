import type { OfferName } from './useContract'

export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Offers whose supplier, name or type hold every word typed; those of the power first. */
export function offerChoices(offers: readonly OfferName[], search: string, kva: string): OfferName[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  const suits = (offer: OfferName) => String(offer.subscribedPowerKva ?? '') === kva.trim()
  return offers
    .filter(({ provider, name, type }) => {
      const text = plain(`${provider} ${name} ${type}`)
      return words.every((word) => text.includes(word))
    })
    .map((offer, index) => ({ offer, index }))
    .sort((a, b) => Number(suits(b.offer)) - Number(suits(a.offer)) || a.index - b.index)
    .map(({ offer }) => offer)
}
