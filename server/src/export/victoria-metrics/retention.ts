import type { Instant } from '../../core/index.js'
import { dayOf, ExportFailed } from '../../core/index.js'
import { RETENTION_FLAG } from './peer-failure.js'
import type { Sample } from './series.js'

const DAY = 24 * 60 * 60_000

/** Samples that the destination acknowledged and did not keep, for their age. */
export interface Dropped {
  readonly samples: number
  readonly oldest: Instant
  readonly newest: Instant
}

/**
 * Are samples missing because the destination does not keep them so long? Everything missing is older than everything
 * kept. @param oldestKept null = nothing was kept: then it must be known that a present one would be (`keepsNow`).
 */
export function isTooOld(
  missing: readonly Sample[],
  oldestKept: Instant | null,
  now: Instant,
  keepsNow: boolean,
): boolean {
  const newest = Math.max(...missing.map(({ at }) => at))
  if (oldestKept !== null) return newest < oldestKept
  return keepsNow && now - newest > DAY
}

export function droppedOf(missing: readonly Sample[], before: Dropped | null): Dropped {
  let { samples, oldest, newest } = before ?? { samples: 0, oldest: Infinity, newest: -Infinity }
  for (const { at } of missing) {
    samples++
    if (at < oldest) oldest = at
    if (at > newest) newest = at
  }
  return { samples, oldest, newest }
}

export function retentionFailure({ samples, oldest, newest }: Dropped, shown: string): ExportFailed {
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `VictoriaMetrics at ${shown} does not keep data so long: ${samples} samples from ${dayOf(oldest)} to ${dayOf(newest)} were acknowledged and dropped. Everything newer is there. Start it with ${RETENTION_FLAG}, then send again from ${dayOf(oldest)}.`,
    { retry: 'later' },
  )
}

export function shortRetention(keptDays: number, shown: string): ExportFailed {
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `VictoriaMetrics at ${shown} keeps less than ${keptDays} days: older readings will be dropped. Start it with ${RETENTION_FLAG}.`,
  )
}
