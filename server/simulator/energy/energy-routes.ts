import type { SimulatorClock } from '../clock.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Reply } from '../http/reply.js'
import { detail, envelope } from '../http/reply.js'
import type { Offer } from './offers.js'
import { OFFERS, PROVIDERS } from './offers.js'
import { OFFER_TYPES } from './offer-types.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Public catalogue of made-up providers and offers. */
export function energyRoutes(clock: SimulatorClock): Route[] {
  const open = (path: string, answer: Route['answer']): Route => ({
    method: 'GET',
    path,
    access: 'public',
    answer,
  })
  return [
    open('/energy/providers', () => envelope(PROVIDERS)),
    open('/energy/offers', (exchange) => offers(exchange, clock)),
    open('/energy/offer-types', () => envelope(OFFER_TYPES)),
    open('/energy/pricing-types', () => envelope(OFFER_TYPES)),
  ]
}

function offers({ query }: Exchange, clock: SimulatorClock): Reply {
  const reader = new QueryReader(query)
  const history = reader.boolean('include_history', false)
  reader.done()
  const provider = query.get('provider_id')
  if (provider !== null && !UUID.test(provider)) {
    const msg = 'Input should be a valid UUID, invalid character'
    return detail(422, [{ type: 'uuid_parsing', loc: ['query', 'provider_id'], msg, input: provider }])
  }
  const now = clock.now()
  const current = ({ isActive, validTo }: Offer): boolean =>
    isActive && (validTo === null || Date.parse(validTo) > now)
  return envelope(
    OFFERS.filter(
      (offer) => (history || current(offer)) && (provider ?? offer.providerId) === offer.providerId,
    )
      .toSorted(newestFirst)
      .map(({ row }) => row),
  )
}

/** By `valid_from`, descending; offers without one come first. */
function newestFirst(a: Offer, b: Offer): number {
  if (a.validFrom === b.validFrom) return 0
  if (a.validFrom === null) return -1
  if (b.validFrom === null) return 1
  return a.validFrom < b.validFrom ? 1 : -1
}
