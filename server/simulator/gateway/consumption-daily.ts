import type { Day } from '../../src/core/index.js'
import { addDays, dayOf } from '../../src/core/index.js'
import type { Reading, ReadingType } from '../enedis/bodies.js'
import { byLabel } from '../enedis/bodies.js'
import { EnedisError } from '../enedis/enedis-error.js'
import type { Household } from '../household/household.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Reply } from '../http/reply.js'
import { envelope, refused } from '../http/reply.js'
import type { Gateway } from './gateway.js'
import { counterOf, imposedEnedisError, openUsagePoint, takeQuota } from './gateway.js'
import type { Span } from './ranges.js'
import { clamped, daysOfSpan, parsedDay, runsOf, sameDateBefore } from './ranges.js'

const HISTORY_YEARS = 3
/** What the gateway invents when it has no `reading_type`; the values are Wh all the same. */
const INVENTED_TYPE: ReadingType = { unit: 'W', measurement_kind: 'power' }

interface Harvest {
  readonly readings: Reading[]
  readonly failures: string[]
  type?: ReadingType
}

/** `GET /enedis/consumption/daily/{pdl}`: the end is included when cached, excluded when fetched. */
export function consumptionDailyRoute(gateway: Gateway): Route {
  return {
    method: 'GET',
    path: '/enedis/consumption/daily/{pdl}',
    access: 'user',
    answer: (exchange) => answer(gateway, exchange),
  }
}

async function answer(gateway: Gateway, exchange: Exchange): Promise<Reply> {
  const query = new QueryReader(exchange.query)
  const [start, end] = [query.text('start'), query.text('end')]
  const useCache = query.boolean('use_cache', false)
  query.done()
  const now = gateway.clock.now()
  const tooOld = datesTooOld(start, end, now)
  if (tooOld) return tooOld
  const household = openUsagePoint(gateway, exchange)
  const refusal = takeQuota(gateway, exchange, counterOf(useCache)) ?? imposedEnedisError(exchange)
  if (refusal) return refusal
  const span = clamped(parsedDay(start), parsedDay(end), now)

  const harvest: Harvest = { readings: [], failures: [] }
  const missing = useCache ? readCache(gateway, household, span, harvest) : daysOfSpan(span)
  for (const run of runsOf(missing)) await fetchRun(gateway, exchange, household, run, useCache, harvest)
  const { readings, failures } = harvest
  if (readings.length === 0 && failures.length > 0) return refused('ENEDIS_ERROR', failures.join('; '))
  const cachedType = useCache ? (gateway.cache.get(typeKey(household)) as ReadingType | undefined) : undefined
  return envelope({
    meter_reading: {
      interval_reading: readings.toSorted(byLabel),
      reading_type: harvest.type ?? cachedType ?? INVENTED_TYPE,
    },
  })
}

/** The rule is checked before anything else, and skipped where it cannot be computed. */
function datesTooOld(start: string, end: string, now: number): Reply | null {
  const oldest = sameDateBefore(dayOf(now), HISTORY_YEARS)
  try {
    if (oldest === null || clamped(parsedDay(start), parsedDay(end), now).first >= oldest) return null
  } catch {
    return null
  }
  return refused(
    'DATE_TOO_OLD',
    `Start date is too old. Daily endpoint only supports data up to ${HISTORY_YEARS} years back. ` +
      `Oldest allowed date: ${oldest}`,
  )
}

function readCache({ cache }: Gateway, household: Household, span: Span, harvest: Harvest): Day[] {
  return daysOfSpan(span).filter((day) => {
    const cached = cache.get(dayKey(household, day)) as Reading | undefined
    if (cached) harvest.readings.push(cached)
    return cached === undefined
  })
}

/** A run is asked as [first; last[, so its last day never comes; a run of one day asks for the day before, in vain. */
async function fetchRun(
  gateway: Gateway,
  exchange: Exchange,
  household: Household,
  { first, last }: Span,
  useCache: boolean,
  harvest: Harvest,
): Promise<void> {
  const start = first === last ? addDays(first, -1) : first
  try {
    const question = { service: 'daily', direction: 'CONSUMPTION', start, end: last } as const
    const body = await gateway.enedis.readings(household, question, exchange)
    harvest.type = body.reading_type
    if (useCache) gateway.cache.set(typeKey(household), body.reading_type)
    for (const reading of body.interval_reading) {
      if (useCache) gateway.cache.set(dayKey(household, reading.date), reading)
      if (reading.date >= first && reading.date <= last) harvest.readings.push(reading)
    }
  } catch (error) {
    if (!(error instanceof EnedisError)) throw error
    if (error.code === 'ADAM-ERR0123') return
    harvest.failures.push(`Failed to fetch ${start} to ${last}: ${error.message}`)
  }
}

function dayKey({ pdl }: Household, day: string): string {
  return `consumption:daily:${pdl}:${day}`
}

function typeKey({ pdl }: Household): string {
  return `consumption:reading_type:${pdl}`
}
