import type { AppError, DayRange, Instant } from '../core/index.js'
import { GatewayMalformed, GatewayUnavailable } from '../core/index.js'
import type { SeriesAnswer } from '../gateway/index.js'
import { BLACKLIST_MS } from './absences.js'

/** What is wrong with an answer that came all the same; null = nothing, or a few readings that their days tell of. */
export function problemIn(
  { readings, rejected, reason }: SeriesAnswer,
  { from, to }: DayRange,
  now: Instant,
): AppError | null {
  const [illegible] = rejected
  if (illegible && readings.length === 0)
    return new GatewayMalformed(
      `None of the ${rejected.length} readings of ${from} to ${to} could be read.`,
      {
        detail: `${illegible.label}: ${illegible.cause}`,
      },
    )
  if (reason === 'SOURCE_UNAVAILABLE' && readings.length > 0)
    return new GatewayUnavailable('SOURCE_UNAVAILABLE', `Enedis gave only a part of ${from} to ${to}.`, {
      retryAt: now + BLACKLIST_MS,
    })
  return null
}
