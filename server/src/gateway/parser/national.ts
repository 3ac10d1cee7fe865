import type { Instant } from '../../core/index.js'
import type { Rejected } from '../gateway.types.js'
import { DemandsShape, GenerationsShape, NationalPointShape } from '../grid.schemas.js'
import type { NationalDemand, NationalGeneration, NationalPoint } from '../national.types.js'
import { read, readList } from '../validation.js'

import { utcInstantOf } from './values.js'

const MINUTE = 60_000

/**
 * `GET /consumption-france` → national demand, measured and forecast, by kind; slots whose start is in [from, to).
 * Units: MW. Times: UTC that does not say so. Source: docs/gateway.md, "The country"; fixtures/national-demand.json
 */
export function parseNationalDemand(
  data: unknown,
  from: Instant,
  to: Instant,
): { items: NationalDemand[]; rejected: Rejected[] } {
  const rejected: Rejected[] = []
  const items = read(DemandsShape, data, 'national demand').short_term.map(({ type, values }) => ({
    kind: type,
    points: pointsOf(values, from, to, rejected),
  }))
  return { items, rejected }
}

/**
 * `GET /generation-forecast` → forecast of solar and wind generation; slots whose start is in [from, to).
 * Units: MW. WIND is wrong at the source: it grows with each refresh of the gateway. Sources we do not know are left out.
 * Source: docs/gateway.md, "The country"; fixtures/national-generation.json
 */
export function parseNationalGeneration(
  data: unknown,
  from: Instant,
  to: Instant,
): { items: NationalGeneration[]; rejected: Rejected[] } {
  const rejected: Rejected[] = []
  const items: NationalGeneration[] = []
  for (const { production_type: source, forecast_type: kind, values } of read(
    GenerationsShape,
    data,
    'national generation',
  ).forecasts)
    if (source === 'SOLAR' || source === 'WIND')
      items.push({ source, kind, points: pointsOf(values, from, to, rejected) })
  return { items, rejected }
}

function pointsOf(values: unknown[], from: Instant, to: Instant, rejected: Rejected[]): NationalPoint[] {
  const list = readList(NationalPointShape, values, 'a national series', 'start_date')
  rejected.push(...list.rejected)
  const points = new Map<Instant, NationalPoint>()
  for (const { start_date, end_date, value } of list.items) {
    const startAt = utcInstantOf(start_date)
    const endAt = utcInstantOf(end_date)
    if (startAt === null || endAt === null || endAt <= startAt)
      rejected.push({ label: start_date, cause: 'Its bounds are not a slot of time.' })
    else if (startAt >= from && startAt < to)
      points.set(startAt, { startAt, minutes: (endAt - startAt) / MINUTE, megawatts: value })
  }
  return [...points.values()].sort((a, b) => a.startAt - b.startAt)
}
