import type { Direction } from '../../src/core/index.js'
import { EnedisError } from '../enedis/enedis-error.js'
import type { MeteringService } from '../enedis/rules.js'
import type { Household } from '../household/household.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Json, Reply } from '../http/reply.js'
import { envelope, refused } from '../http/reply.js'
import type { Gateway } from './gateway.js'
import { counterOf, imposedEnedisError, openUsagePoint, takeQuota } from './gateway.js'
import { withIntervalStarts } from './interval-starts.js'

interface PassThrough {
  readonly path: string
  readonly service: MeteringService
  readonly direction: Direction
}

const ENDPOINTS: readonly PassThrough[] = [
  { path: '/enedis/production/daily/{pdl}', service: 'daily', direction: 'PRODUCTION' },
  { path: '/enedis/production/detail/{pdl}', service: 'curve', direction: 'PRODUCTION' },
  { path: '/enedis/power/{pdl}', service: 'power', direction: 'CONSUMPTION' },
]

/** The endpoints that repeat Enedis' body whole, its dates unchecked, cached by exact pair of dates. */
export function passThroughRoutes(gateway: Gateway): Route[] {
  return ENDPOINTS.map((endpoint) => ({
    method: 'GET',
    path: endpoint.path,
    access: 'user',
    answer: (exchange) => answer(gateway, exchange, endpoint),
  }))
}

async function answer(gateway: Gateway, exchange: Exchange, endpoint: PassThrough): Promise<Reply> {
  const query = new QueryReader(exchange.query)
  const [start, end] = [query.text('start'), query.text('end')]
  const useCache = query.boolean('use_cache', false)
  query.done()
  const household = openUsagePoint(gateway, exchange)
  const key = `${endpoint.path}:${household.pdl}:${start}:${end}`
  return repeated(gateway, exchange, { key, useCache }, () =>
    read(gateway, exchange, household, endpoint, start, end),
  )
}

/**
 * Counts, then the cached copy or what Enedis says. A start before activation comes back as data, and is cached like data.
 */
export async function repeated(
  gateway: Gateway,
  exchange: Exchange,
  { key, useCache }: { key: string; useCache: boolean },
  ask: () => Promise<Json>,
): Promise<Reply> {
  const refusal = takeQuota(gateway, exchange, counterOf(useCache)) ?? imposedEnedisError(exchange)
  if (refusal) return refusal
  const cached = useCache ? (gateway.cache.get(key) as Json | undefined) : undefined
  if (cached !== undefined) return envelope(cached)
  try {
    const data = await ask()
    if (useCache) gateway.cache.set(key, data)
    return envelope(data)
  } catch (error) {
    if (!(error instanceof EnedisError)) throw error
    return refused('ENEDIS_ERROR', error.message)
  }
}

async function read(
  gateway: Gateway,
  exchange: Exchange,
  household: Household,
  { service, direction }: PassThrough,
  start: string,
  end: string,
): Promise<Json> {
  try {
    const body = await gateway.enedis.readings(household, { service, direction, start, end }, exchange)
    return { meter_reading: service === 'curve' ? withIntervalStarts(body) : body }
  } catch (error) {
    if (!(error instanceof EnedisError) || error.code !== 'ADAM-ERR0123') throw error
    return { error: error.code, error_description: error.description }
  }
}
