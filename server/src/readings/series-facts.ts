import type { Day, DayRange, Instant, Series } from '../core/index.js'
import { addDays, dayOf, directionOf, earliest, latest, lengthOf } from '../core/index.js'
import { historyOf, intersection, newestPublished } from './bounds.js'
import type { SeriesState } from './coverage.js'
import type { ReadingsRepository } from './readings.repository.js'
import type { UsagePoint } from './usage-point.entity.js'
import { activationOf } from './usage-points.service.js'

export interface Wanted {
  readonly series: Series
  readonly range: DayRange
}

/** What is stored of a series beside its values. */
export type SeriesFacts = Omit<SeriesState, 'obstacle' | 'expectedFrom'>

/** Newest days of daily consumption that only their curve can tell. */
const DERIVED_DAYS = 2

/** Yesterday's energy exists as a curve a day before it exists as a daily value. */
export function newestAsCurve({ pdl, dataset }: Series, range: DayRange, today: Day): Wanted[] {
  if (!dataset.endsWith('_DAILY')) return []
  const newest = intersection(range, { from: addDays(today, -DERIVED_DAYS), to: today })
  if (lengthOf(newest) === 0) return []
  return [{ series: { pdl, dataset: `${directionOf(dataset)}_CURVE` }, range: newest }]
}

export async function seriesFacts(
  repository: ReadingsRepository,
  { point, series, range, now }: Wanted & { point: UsagePoint; now: Instant },
): Promise<SeriesFacts> {
  const history = historyOf(series.dataset, now, activationOf(point))
  // Up to the newest day that can be there: what is expected begins after the days asked in vain.
  const wide = { from: earliest(range.from, history.from), to: latest(range.to, history.to) }
  const [extent, erased, asked, ...newest] = await Promise.all([
    repository.extent(series),
    repository.erased(series, range),
    repository.absences(series, wide),
    ...newestAsCurve(series, range, dayOf(now)).map((curve) =>
      repository.absences(curve.series, curve.range),
    ),
  ])
  const absences = new Map(asked)
  for (const [day, absence] of newest.flatMap((days) => [...days])) {
    if (day > newestPublished(series.dataset, now)) absences.set(day, absence)
  }
  for (const day of erased)
    absences.set(day, { day, reason: 'ERASED', attempts: 0, firstAskedAt: now, nextTryAt: null })
  return {
    dataset: series.dataset,
    now,
    history,
    first: extent?.first ?? null,
    closedAfter: point.active ? null : (extent?.last ?? addDays(history.from, -1)),
    absences,
  }
}
