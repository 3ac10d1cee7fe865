import type { Day, Direction } from '../../src/core/index.js'
import { addDays, dayOf, daysBetween, latest } from '../../src/core/index.js'
import type { Reading } from '../enedis/bodies.js'
import { byLabel } from '../enedis/bodies.js'
import type { Household } from '../household/household.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Json, Reply } from '../http/reply.js'
import { envelope, internalError, partial, refused, Refusal } from '../http/reply.js'
import { fetchChunk } from './batch-chunk.js'
import type { Gateway } from './gateway.js'
import { counterOf, openUsagePoint, takeQuota } from './gateway.js'
import { minutesOfInterval } from './interval-starts.js'
import type { Span } from './ranges.js'
import { clamped, daysOfSpan, parsedDay, runsOf, sameDateBefore } from './ranges.js'

const CHUNK_DAYS = 7
const LONGEST_SPAN_DAYS = 729
const HISTORY_YEARS = 2
const COMPLETE_SHARE = 0.9

interface CachedDay {
  readonly readings: readonly Reading[]
  readonly expected: number
}

/** `GET /enedis/{direction}/detail/batch/{pdl}`: up to two years of load curve, week by week, cached by day. */
export function detailBatchRoute(gateway: Gateway, direction: Direction): Route {
  const word = direction.toLowerCase()
  return {
    method: 'GET',
    path: `/enedis/${word}/detail/batch/{pdl}`,
    access: 'user',
    answer: (exchange) => answer(gateway, exchange, direction),
  }
}

async function answer(gateway: Gateway, exchange: Exchange, direction: Direction): Promise<Reply> {
  const query = new QueryReader(exchange.query)
  const [start, end] = [query.text('start'), query.text('end')]
  const useCache = query.boolean('use_cache', true)
  query.done()
  const span = spanOf(parsedDay(start), parsedDay(end), gateway)
  const household = openUsagePoint(gateway, exchange)

  const cached: Reading[] = []
  const incomplete = useCache ? readCache(gateway, household, direction, span, cached) : daysOfSpan(span)
  const missing = incomplete.filter((day) => !gateway.blacklist.has(household.pdl, day))
  if (missing.length === 0) return envelope(readingsOf(cached))
  const refusal = takeQuota(gateway, exchange, counterOf(useCache))
  if (refusal && cached.length === 0) return refusal
  if (refusal) return partial(readingsOf(cached), 'Rate limit exceeded. Returning cached data only.')

  const fetched: Reading[] = []
  let abandoned = false
  for (const chunk of runsOf(missing, CHUNK_DAYS)) {
    const { readings, gaveUp } = await fetchChunk(gateway, exchange, household, direction, chunk)
    if (useCache) writeCache(gateway, household, direction, readings)
    fetched.push(...readings)
    abandoned ||= gaveUp
  }
  const all = [...fetched, ...cached]
  if (all.length === 0) return refused('NO_DATA', noDataText(direction))
  if (!abandoned) return envelope(readingsOf(all))
  const message =
    'Some data could not be fetched (possibly before activation date). ' + `Returning ${all.length} readings.`
  return partial(readingsOf(all), message)
}

/** The end, at most yesterday, is included; the oldest days of too long a span are dropped without a word. */
function spanOf(start: Day, end: Day, gateway: Gateway): Span {
  const now = gateway.clock.now()
  const oldest = sameDateBefore(dayOf(now), HISTORY_YEARS)
  if (oldest === null) throw new Refusal(internalError())
  const asked = clamped(start, end, now)
  let first = latest(asked.first, oldest)
  if (daysBetween(first, asked.last) > LONGEST_SPAN_DAYS) first = addDays(asked.last, -LONGEST_SPAN_DAYS)
  if (first <= asked.last) return { first, last: asked.last }
  throw new Refusal(refused('INVALID_DATE_RANGE', 'Start date must be before or equal to end date'))
}

/** A day with nine tenths of its readings is complete; one with fewer is served as well as asked again. */
function readCache(
  { cache }: Gateway,
  household: Household,
  direction: Direction,
  span: Span,
  cached: Reading[],
): Day[] {
  return daysOfSpan(span).filter((day) => {
    const entry = cache.get(dayKey(household, direction, day)) as CachedDay | undefined
    if (!entry) return true
    cached.push(...entry.readings)
    return entry.readings.length < Math.floor(entry.expected * COMPLETE_SHARE)
  })
}

function writeCache(
  { cache }: Gateway,
  household: Household,
  direction: Direction,
  readings: readonly Reading[],
): void {
  const last = readings.at(-1)
  if (!last) return
  const expected = 1440 / minutesOfInterval(last)
  const byDay = new Map<string, Reading[]>()
  for (const reading of readings) {
    const day = reading.date.slice(0, 10)
    byDay.set(day, [...(byDay.get(day) ?? []), reading])
  }
  for (const [day, dayReadings] of byDay) {
    cache.set(dayKey(household, direction, day), { readings: dayReadings, expected })
  }
}

function dayKey({ pdl }: Household, direction: Direction, day: string): string {
  return `${direction.toLowerCase()}:detail:daily:${pdl}:${day}`
}

function readingsOf(readings: readonly Reading[]): Json {
  return { meter_reading: { interval_reading: readings.toSorted(byLabel) } }
}

function noDataText(direction: Direction): string {
  return `No ${direction.toLowerCase()} data available for this period. This may be before the meter activation date.`
}
