import type { Direction } from '../../src/core/index.js'
import { addDays, dayOf, daysOf, earliest } from '../../src/core/index.js'
import type { Reading } from '../enedis/bodies.js'
import { EnedisError } from '../enedis/enedis-error.js'
import type { Household } from '../household/household.js'
import type { Exchange } from '../http/exchange.js'
import type { Gateway } from './gateway.js'
import { withIntervalStarts } from './interval-starts.js'
import type { Span } from './ranges.js'

const TRIES = 7

export interface Chunk {
  readonly readings: readonly Reading[]
  /** All tries failed: only then is the hole announced. */
  readonly gaveUp: boolean
}

/** One week asked of Enedis; each failure moves the start a day forward and is counted against that day. */
export async function fetchChunk(
  gateway: Gateway,
  exchange: Exchange,
  household: Household,
  direction: Direction,
  { first, last }: Span,
): Promise<Chunk> {
  const end = earliest(addDays(last, 1), dayOf(gateway.clock.now()))
  let start = first
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (start > last) return { readings: [], gaveUp: false }
    try {
      const question = { service: 'curve', direction, start, end } as const
      const body = withIntervalStarts(await gateway.enedis.readings(household, question, exchange))
      return { readings: body.interval_reading, gaveUp: false }
    } catch (error) {
      if (!(error instanceof EnedisError)) throw error
      if (error.code === 'no_data_found') {
        for (const day of daysOf({ from: start, to: end })) gateway.blacklist.add(household.pdl, day)
        return { readings: [], gaveUp: false }
      }
      gateway.blacklist.addFailure(household.pdl, start)
      start = addDays(start, 1)
    }
  }
  return { readings: [], gaveUp: true }
}
