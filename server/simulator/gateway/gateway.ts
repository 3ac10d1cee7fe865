import type { SimulatorClock } from '../clock.js'
import type { Enedis } from '../enedis/enedis.js'
import type { Household, Households } from '../household/household.js'
import type { Counter } from '../http/calls.js'
import type { Exchange } from '../http/exchange.js'
import type { Quotas } from '../http/quotas.js'
import type { Reply } from '../http/reply.js'
import { refused, Refusal } from '../http/reply.js'
import type { Blacklist } from './blacklist.js'
import type { GatewayCache } from './cache.js'

/** What the metering endpoints share. */
export interface Gateway {
  readonly clock: SimulatorClock
  readonly quotas: Quotas
  readonly households: Households
  readonly enedis: Enedis
  readonly cache: GatewayCache
  readonly blacklist: Blacklist
}

const ACCESS_DENIED =
  'Accès refusé : PDL introuvable ou non associé à votre compte. ' +
  'Vérifiez que le PDL existe et que le consentement Enedis est valide.'
const UNAVAILABLE = "L'API Enedis est temporairement indisponible. Veuillez réessayer dans quelques minutes."

/** The caller's own, active usage point, with an Enedis token at hand; leaves with the refusal otherwise. */
export function openUsagePoint({ households }: Gateway, { params, faults }: Exchange): Household {
  const household = households.find(params.pdl ?? '')
  if (!household?.isActive) throw new Refusal(refused('ACCESS_DENIED', ACCESS_DENIED))
  if (faults.first('enedis-unavailable')) throw new Refusal(refused('ENEDIS_UNAVAILABLE', UNAVAILABLE))
  return household
}

export function counterOf(useCache: boolean): Counter {
  return useCache ? 'cached' : 'fresh'
}

/** Counts the request; null when it may go on, the refusal otherwise. */
export function takeQuota({ quotas }: Gateway, { call, faults }: Exchange, counter: Counter): Reply | null {
  const imposed = faults.first('quota-exhausted', (fault) => (fault.counter ?? counter) === counter)
  if (!imposed && quotas.take(counter)) {
    call.countedOn = counter
    return null
  }
  const limit = quotas.limits[counter]
  const advice = counter === 'fresh' ? 'Use cache to increase limit.' : 'Try again tomorrow.'
  return refused('RATE_LIMIT_EXCEEDED', `Daily rate limit exceeded (${limit}/${limit}). ${advice}`)
}

/** Where an Enedis refusal is repeated: a fault may put any text there. */
export function imposedEnedisError({ faults }: Exchange): Reply | null {
  const imposed = faults.first('enedis-error')
  return imposed ? refused('ENEDIS_ERROR', imposed.message) : null
}
