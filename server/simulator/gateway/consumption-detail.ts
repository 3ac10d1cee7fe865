import type { Day } from '../../src/core/index.js'
import { addDays } from '../../src/core/index.js'
import type { Reading } from '../enedis/bodies.js'
import { EnedisError } from '../enedis/enedis-error.js'
import type { Household } from '../household/household.js'
import { clockText } from '../household/wall-time.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Reply } from '../http/reply.js'
import { envelope, refused, Refusal } from '../http/reply.js'
import type { Gateway } from './gateway.js'
import { counterOf, openUsagePoint, takeQuota } from './gateway.js'
import { withIntervalStarts } from './interval-starts.js'
import type { Span } from './ranges.js'
import { clamped, daysOfSpan, parsedDay, runsOf } from './ranges.js'

/** The only labels the cache looks for, whatever the meter's interval. */
const HALF_HOURS = Array.from({ length: 48 }, (_, index) => clockText(index * 30))

/** `GET /enedis/consumption/detail/{pdl}`: one load-curve call, cached label by label, answered as it comes. */
export function consumptionDetailRoute(gateway: Gateway): Route {
  return {
    method: 'GET',
    path: '/enedis/consumption/detail/{pdl}',
    access: 'user',
    answer: (exchange) => answer(gateway, exchange),
  }
}

async function answer(gateway: Gateway, exchange: Exchange): Promise<Reply> {
  const query = new QueryReader(exchange.query)
  const [start, end] = [query.text('start'), query.text('end')]
  const useCache = query.boolean('use_cache', false)
  query.done()
  const span = clamped(parsedDay(start), parsedDay(end), gateway.clock.now())
  const household = openUsagePoint(gateway, exchange)

  const cached: Reading[] = []
  const missing = useCache ? readCache(gateway, household, span, cached) : daysOfSpan(span)
  if (missing.length > 0) {
    const refusal = takeQuota(gateway, exchange, counterOf(useCache))
    if (refusal) return refusal
  }
  const fetched: Reading[] = []
  for (const run of runsOf(missing)) {
    fetched.push(...(await fetchRun(gateway, exchange, household, run, useCache)))
  }
  const readings = [...fetched, ...cached]
  if (readings.length === 0) return refused('NO_DATA', 'No consumption data available for this period')
  return envelope({ meter_reading: { interval_reading: readings } })
}

/** A day is complete with all 48 labels only; what is there of an incomplete day is served as well as asked again. */
function readCache({ cache }: Gateway, household: Household, span: Span, cached: Reading[]): Day[] {
  return daysOfSpan(span).filter((day) => {
    const found = HALF_HOURS.flatMap(
      (time) => (cache.get(labelKey(household, `${day} ${time}`)) as Reading | undefined) ?? [],
    )
    cached.push(...found)
    return found.length < HALF_HOURS.length
  })
}

/** Asked as [first; last[; a run of one day as [day; next day[. Failures vanish, but for a start before activation. */
async function fetchRun(
  gateway: Gateway,
  exchange: Exchange,
  household: Household,
  { first, last }: Span,
  useCache: boolean,
): Promise<readonly Reading[]> {
  const end = first === last ? addDays(first, 1) : last
  try {
    const question = { service: 'curve', direction: 'CONSUMPTION', start: first, end } as const
    const body = withIntervalStarts(await gateway.enedis.readings(household, question, exchange))
    if (useCache) {
      for (const reading of body.interval_reading) {
        gateway.cache.set(labelKey(household, reading.date.replace('T', ' ')), reading)
      }
    }
    return body.interval_reading
  } catch (error) {
    if (!(error instanceof EnedisError)) throw error
    if (error.code !== 'ADAM-ERR0123') return []
    household.oldestAvailableDataDate = first
    const message = error.description.replace('period', `period (${first})`)
    throw new Refusal(refused('ADAM-ERR0123', message))
  }
}

function labelKey({ pdl }: Household, label: string): string {
  return `consumption:detail:${pdl}:${label}`
}
