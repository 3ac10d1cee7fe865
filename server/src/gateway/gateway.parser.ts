import type { SeriesDataset } from '../core/index.js'

import type { GatewayReply } from './gateway.client.js'
import type { ReadingOf, SeriesAnswer } from './gateway.types.js'
import { parseDaily, parseMaxPower } from './parser/daily.js'
import { parseLoadCurve } from './parser/load-curve.js'
import type { Parsed } from './parser/rows.js'

const parsers: { readonly [D in SeriesDataset]: (data: unknown) => Parsed<ReadingOf<D>> } = {
  CONSUMPTION_DAILY: parseDaily,
  PRODUCTION_DAILY: parseDaily,
  CONSUMPTION_CURVE: parseLoadCurve,
  PRODUCTION_CURVE: parseLoadCurve,
  MAX_POWER: parseMaxPower,
}

/**
 * Answer of a series → readings of its dataset, oldest first; see the parser of each family. An empty list has no reason of its
 * own on the wire: it becomes NO_DATA. Throws GatewayMalformed when there is no list.
 */
export function seriesAnswer<D extends SeriesDataset>(
  dataset: D,
  { data, reason }: GatewayReply,
): SeriesAnswer<D> {
  if (data === null) return { readings: [], rejected: [], reason }
  const { readings, rejected } = parsers[dataset](data)
  const isEmpty = readings.length + rejected.length === 0
  return { readings, rejected, reason: reason ?? (isEmpty ? 'NO_DATA' : null) }
}
