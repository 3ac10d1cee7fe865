import type { Instant } from '../../src/core/index.js'
import type { Json } from '../http/reply.js'
import { noise, smoothNoise } from '../random.js'
import { naiveUtcSecond } from '../wire-time.js'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** One value over [at; at + step[, MW. */
export interface Point {
  readonly at: Instant
  readonly valueMw: number
}

export function utcMidnight(instant: Instant): Instant {
  return Math.floor(instant / DAY_MS) * DAY_MS
}

/** The shape of the country's consumption: two peaks a day, higher in winter. */
export function franceConsumptionMw(at: Instant, seed: number): number {
  const hour = (at % DAY_MS) / HOUR_MS
  const season = Math.cos((2 * Math.PI * (at / DAY_MS - 18)) / 365.2425)
  const peaks = Math.exp(-((hour - 11) ** 2) / 14) + Math.exp(-((hour - 18.5) ** 2) / 6)
  return Math.round(44_000 + 11_000 * season + 8000 * peaks + 900 * smoothNoise(seed, at / HOUR_MS))
}

export function solarMw(at: Instant): number {
  const hour = (at % DAY_MS) / HOUR_MS
  return Math.round(9000 * Math.max(0, Math.cos((Math.PI * (hour - 11.75)) / 11)))
}

export function windMw(at: Instant, seed: number): number {
  return Math.round(2500 + 9000 * smoothNoise(seed ^ 0x3d, at / (9 * HOUR_MS)))
}

/** How far a forecast falls from what will be. */
export function forecastErrorMw(at: Instant, seed: number, spreadMw: number): number {
  return Math.round((noise(seed ^ spreadMw, Math.floor(at / HOUR_MS)) - 0.5) * 2 * spreadMw)
}

export function pointRow({ at, valueMw }: Point, stepMs: number, updatedAt: Instant): Json {
  return {
    start_date: naiveUtcSecond(at),
    end_date: naiveUtcSecond(at + stepMs),
    value: valueMw,
    updated_date: naiveUtcSecond(updatedAt),
  }
}

/** Steps of [from, to[. */
export function steps(from: Instant, to: Instant, stepMs: number): Instant[] {
  const first = Math.ceil(from / stepMs) * stepMs
  return Array.from(
    { length: Math.max(0, Math.ceil((to - first) / stepMs)) },
    (_, index) => first + index * stepMs,
  )
}
