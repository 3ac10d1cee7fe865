import type { SeriesDataset } from '../core/index.js'

import type { ReadingOf } from './gateway.types.js'
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

/** `data` of an answer → readings of its dataset; see the parser of each family. Throws GatewayMalformed without a list. */
export function parseSeries<D extends SeriesDataset>(dataset: D, data: unknown): Parsed<ReadingOf<D>> {
  return parsers[dataset](data)
}
