import type { DayRange, Instant } from '../../core/index.js'
import { addDays, dayOf, earliest, endOf, latest, startOf } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ExportDifference, Verified } from '../exporter.js'
import { halfYearsOf } from './running-total.js'
import type { SeriesHour } from './series-hours.js'
import { hoursOfSeries } from './series-hours.js'
import type { StatisticSeries } from './statistic-series.js'
import { perUnit } from './statistic-series.js'
import type { StatisticsReader, StoredChange } from './statistics-reader.js'

/** A day may be off by what rounding leaves: in Wh, or in micro-euros. */
const TOLERANCE = 0.5

/** Reads a statistic back, day by day as a person would read it, and hour by hour for what must never be. */
export async function verifySeries(
  reader: StatisticsReader,
  source: ExportSource,
  series: StatisticSeries,
  range: DayRange,
): Promise<Verified> {
  const extent = await source.extent(series.pdl, series.direction)
  if (!extent) return { compared: 0, differences: [] }
  const held = {
    from: latest(range.from, extent.first),
    to: earliest(range.to, addDays(extent.last, 1)),
  }
  let compared = 0
  const differences: ExportDifference[] = []
  for (const part of halfYearsOf(held)) {
    const hours = await hoursOfSeries(source, series, part)
    const changes = await reader.changes(series, startOf(part.from), startOf(part.to))
    const found = compareDays(series, hours, changes)
    compared += found.compared
    differences.push(...found.differences)
  }
  return { compared, differences }
}

/** Our hours and theirs → the days that differ, and the hours that take energy back. */
export function compareDays(
  series: StatisticSeries,
  hours: readonly SeriesHour[],
  changes: readonly StoredChange[],
): Verified {
  const unit = perUnit(series)
  const ours = byDay(hours.map(({ startAt, amount }) => ({ startAt, wh: amount })))
  const theirs = byDay(changes.map(({ startAt, change }) => ({ startAt, wh: change })))
  const days = [...new Set([...ours.keys(), ...theirs.keys()])].sort((a, b) => a - b)
  const wrongDays = days.flatMap((at): ExportDifference[] => {
    const [expected, found] = [ours.get(at) ?? 0, theirs.get(at)]
    if (found !== undefined && Math.abs(found - expected) <= TOLERANCE) return []
    const difference = { key: series.id, at, unit: series.unit }
    return [{ ...difference, expected: expected / unit, found: found === undefined ? null : found / unit }]
  })
  const energies = new Map(hours.map(({ startAt, amount }) => [startAt, amount]))
  const takenBack = changes
    .filter(({ change }) => change < -TOLERANCE)
    .map(({ startAt, change }) => ({
      key: series.id,
      at: startAt,
      expected: (energies.get(startAt) ?? 0) / unit,
      found: change / unit,
      unit: series.unit,
    }))
  return { compared: days.length, differences: [...wrongDays, ...takenBack] }
}

/** Sums by Paris day, keyed by its midnight. */
function byDay(values: readonly { readonly startAt: Instant; readonly wh: number }[]): Map<Instant, number> {
  const days = new Map<Instant, number>()
  let [from, to] = [0, 0]
  for (const { startAt, wh } of values) {
    if (startAt < from || startAt >= to) {
      const day = dayOf(startAt)
      ;[from, to] = [startOf(day), endOf(day)]
    }
    days.set(from, (days.get(from) ?? 0) + wh)
  }
  return days
}
