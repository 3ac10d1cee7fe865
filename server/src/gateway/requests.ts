import type { Day, Direction, Instant, Series } from '../core/index.js'
import { addDays } from '../core/index.js'

import type { SeriesRequest } from './gateway.types.js'

const MINUTE = 60_000

const endpoints = {
  CONSUMPTION_DAILY: ['consumption', 'daily'],
  CONSUMPTION_CURVE: ['consumption', 'detail', 'batch'],
  PRODUCTION_DAILY: ['production', 'daily'],
  PRODUCTION_CURVE: ['production', 'detail', 'batch'],
  MAX_POWER: ['power'],
} as const

/** Endpoint of a series, as segments. */
export function seriesPath({ dataset, pdl }: Series): readonly string[] {
  return ['enedis', ...endpoints[dataset], pdl]
}

/** The endpoint that asks Enedis for a load curve in one call. */
export function curveCallPath({ dataset, pdl }: Series): readonly string[] {
  return ['enedis', dataset === 'PRODUCTION_CURVE' ? 'production' : 'consumption', 'detail', pdl]
}

/**
 * A request whose answer carries the words of Enedis, for a short range that nothing else asks and that changes with every
 * minute for two hours: these endpoints freeze, for a day, what they answered to a pair of bounds.
 */
export function probeRequest(
  pdl: string,
  direction: Direction,
  today: Day,
  now: Instant,
): SeriesRequest<'PRODUCTION_DAILY' | 'MAX_POWER'> {
  const turn = Math.floor(now / MINUTE) % 120
  const to = addDays(today, -(turn % 20))
  const from = addDays(to, -1 - Math.floor(turn / 20))
  const dataset = direction === 'PRODUCTION' ? 'PRODUCTION_DAILY' : 'MAX_POWER'
  return { series: { pdl, dataset }, start: from, end: to, useCache: true, covers: { from, to } }
}

/** UTC, and does not say so: what the national endpoints expect. They would read the wall clock of an offset as UTC. */
export function utcText(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 19)
}
