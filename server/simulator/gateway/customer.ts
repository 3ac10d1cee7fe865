import type { CustomerService } from '../enedis/enedis.js'
import { enedisError } from '../enedis/enedis-error.js'
import type { Household } from '../household/household.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Json } from '../http/reply.js'
import { envelope } from '../http/reply.js'
import { customerBody } from './customer-bodies.js'
import type { Gateway } from './gateway.js'
import { openUsagePoint } from './gateway.js'
import { repeated } from './pass-through.js'

const SERVICES: readonly CustomerService[] = ['contract', 'address', 'customer', 'contact']

/** Contract, address, identity and contact: no dates, one cached copy a usage point. */
export function customerRoutes(gateway: Gateway): Route[] {
  return SERVICES.map((service) => ({
    method: 'GET',
    path: `/enedis/${service}/{pdl}`,
    access: 'user',
    answer: (exchange) => {
      const query = new QueryReader(exchange.query)
      const useCache = query.boolean('use_cache', false)
      query.done()
      const household = openUsagePoint(gateway, exchange)
      const key = `${service}:${household.pdl}`
      return repeated(gateway, exchange, { key, useCache }, () =>
        readFile(gateway, exchange, household, service),
      )
    },
  }))
}

/** Throws what Enedis answers. A producer alone has no contract data there. */
export async function readFile(
  gateway: Gateway,
  exchange: Exchange,
  household: Household,
  service: CustomerService,
): Promise<Json> {
  await gateway.enedis.openFile(household, service, exchange)
  if (service === 'contract' && household.contract.segment === 'P4') throw enedisError('no_data_found', '')
  return customerBody[service](household)
}

/** `DELETE /enedis/cache/{pdl}`: consumption days and load-curve labels only. */
export function cacheRoute(gateway: Gateway): Route {
  return {
    method: 'DELETE',
    path: '/enedis/cache/{pdl}',
    access: 'user',
    answer: (exchange) => {
      const { pdl } = openUsagePoint(gateway, exchange)
      const deleted = gateway.cache.deleteMatching(new RegExp(`^consumption:.*:${pdl}:`))
      return envelope({ success: true, deleted_keys: deleted, message: `Deleted ${deleted} cached entries` })
    },
  }
}
