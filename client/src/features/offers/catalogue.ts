import type { OfferFilter } from '../../graphql/generated/graphql'
import { parseDecimal } from '../../format/parse'
import { bucketName, stacked } from '../tariffs/buckets'
import type { Words } from '../../charts/words'
import type { CatalogueOffer } from './useOffers'

/** What is looked for, as the address says. */
export interface Wanted {
  search: string
  type: string
  regulated: '' | 'yes' | 'no'
  kva: string
  past: boolean
}

type Query = Record<string, unknown>
const text = (value: unknown) => (typeof value === 'string' ? value : '')

export function wantedOf(query: Query): Wanted {
  return {
    search: text(query.search),
    type: text(query.type),
    regulated: query.regulated === 'yes' || query.regulated === 'no' ? query.regulated : '',
    kva: parseDecimal(text(query.kva)) === null ? '' : text(query.kva),
    past: query.past === 'yes',
  }
}

export function queryOf({ search, type, regulated, kva, past }: Wanted): Record<string, string | undefined> {
  return {
    search: search || undefined,
    type: type || undefined,
    regulated: regulated || undefined,
    kva: kva || undefined,
    past: past ? 'yes' : undefined,
  }
}

export function filterOf({ search, type, regulated, kva, past }: Wanted): OfferFilter {
  const power = parseDecimal(kva)
  return {
    search: search || null,
    types: type ? [type] : null,
    regulated: regulated === '' ? null : regulated === 'yes',
    subscribedPowerKva: power === null ? null : Math.round(power),
    withPast: past,
  }
}

export interface Family {
  key: string
  provider: string
  name: string
  type: string
  origin: CatalogueOffer['origin']
  /** One per subscribed power, smallest first. */
  offers: CatalogueOffer[]
}

/** Offers of one name and type are one line, whatever the power. */
export function families(offers: readonly CatalogueOffer[]): Family[] {
  const found = new Map<string, Family>()
  for (const offer of offers) {
    const { provider, name, type, origin } = offer
    const key = [origin, provider, name, type].join('\n')
    const family = found.get(key) ?? { key, provider, name, type, origin, offers: [] }
    family.offers.push(offer)
    found.set(key, family)
  }
  return [...found.values()].map((family) => ({
    ...family,
    offers: family.offers.sort((a, b) => (a.subscribedPowerKva ?? 0) - (b.subscribedPowerKva ?? 0)),
  }))
}

/** "HC 0,1579 · HP 0,2065 €/kWh", as of today. */
export function pricesNow(offer: CatalogueOffer, words: Words): string {
  const version = offer.versions[0]
  if (!version) return words.t('contract.noPrice')
  const by = new Map(version.prices.map(({ bucket, eurPerKwh }) => [bucket, eurPerKwh]))
  const parts = stacked(by.keys()).map(
    (code) => `${bucketName(code, words)}\u00a0${words.format.number(by.get(code) ?? 0, 4)}`,
  )
  return `${parts.join(' · ')}\u00a0€/kWh`
}
