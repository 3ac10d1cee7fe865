import type { Instant } from '../../core/index.js'
import type { StoredSum } from './running-total.js'
import { differ } from './running-total.js'
import type { SeriesHour } from './series-hours.js'
import type { MetadataShape, StatisticSeries } from './statistic-series.js'
import { metadataOf, perUnit } from './statistic-series.js'

/** An hour as it must stand in the statistic; Wh, or micro-euros. */
export interface SumRow {
  readonly startAt: Instant
  readonly amount: number
  readonly sum: number
}

/** How a stretch stands there, against how it should. */
export interface Comparison {
  /** The first row that is not there as it should; null = all is well. */
  readonly first: Instant | null
  /** Rows from there on. */
  readonly rows: number
  /** Hours that are stored there and that we do not have. */
  readonly stale: readonly Instant[]
  /** Our sum, and theirs, after the stretch. */
  readonly endSum: number
  readonly storedEndSum: number
}

/**
 * Our hours → the rows of a statistic, oldest first. Home Assistant overwrites an hour but never forgets one: a stale hour
 * (the midnight row of a day whose hours begin later) becomes a row that adds nothing. Clearing instead would take away the
 * history before ours, and empty the dashboard for the time of the import.
 */
export function sumRows(
  hours: readonly SeriesHour[],
  stale: readonly Instant[],
  sumBefore: number,
): SumRow[] {
  const ghosts = stale.map((startAt) => ({ startAt, amount: 0 }))
  const all = ghosts.length === 0 ? hours : [...hours, ...ghosts].sort((a, b) => a.startAt - b.startAt)
  let sum = sumBefore
  return all.map(({ startAt, amount }) => {
    sum += amount
    return { startAt, amount, sum }
  })
}

export function compareRows(
  hours: readonly SeriesHour[],
  stored: readonly StoredSum[],
  before: { readonly ours: number; readonly theirs: number },
): Comparison {
  const ours = new Set(hours.map(({ startAt }) => startAt))
  const theirs = new Map(stored.map(({ startAt, sum }) => [startAt, sum]))
  const stale = [...theirs.keys()].filter((startAt) => !ours.has(startAt))
  const rows = sumRows(hours, stale, before.ours)
  const index = rows.findIndex(({ startAt, sum }) => differ(theirs.get(startAt) ?? NaN, sum))
  return {
    first: rows[index]?.startAt ?? null,
    rows: index < 0 ? 0 : rows.length - index,
    stale,
    endSum: rows.at(-1)?.sum ?? before.ours,
    storedEndSum: stored.at(-1)?.sum ?? before.theirs,
  }
}

/**
 * In which order to write pieces of one statistic, so that no hour ever counts less than nothing, whatever is written or
 * cut in between: where our sum has grown against theirs, what follows is written first; where it has shrunk, last.
 * @param growths our sum minus theirs at the end of each piece, oldest first
 */
export function writingOrder(growths: readonly number[]): number[] {
  const order: number[] = []
  let run: number[] = []
  growths.forEach((growth, index) => {
    run.push(index)
    if (growth > 0 && index < growths.length - 1) return
    order.push(...run.reverse())
    run = []
  })
  return order
}

/** `recorder/import_statistics`, without its id. */
export function importCommand(
  series: StatisticSeries,
  rows: readonly SumRow[],
  shape: MetadataShape,
): { metadata: object; stats: object[] } {
  const unit = perUnit(series)
  return {
    metadata: metadataOf(series, shape),
    stats: rows.map(({ startAt, amount, sum }) => ({
      start: hourText(startAt),
      state: inUnits(amount, unit),
      sum: inUnits(sum, unit),
    })),
  }
}

/** `2026-01-01T00:00:00+00:00`: Home Assistant wants an offset. */
export function hourText(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`
}

/** To a thousandth of a Wh, or a micro-euro. */
function inUnits(amount: number, unit: number): number {
  return Number((amount / unit).toFixed(unit === 1 ? 3 : 6))
}
