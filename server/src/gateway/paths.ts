import type { Day, DayRange, Instant, Series } from '../core/index.js'
import { addDays } from '../core/index.js'

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
 * A short range that nothing else asks and that changes with every minute for two hours: these endpoints freeze, for a day,
 * what they answered to a pair of bounds.
 */
export function probeRange(today: Day, now: Instant): DayRange {
  const turn = Math.floor(now / MINUTE) % 120
  const to = addDays(today, -(turn % 20))
  return { from: addDays(to, -1 - Math.floor(turn / 20)), to }
}
