import type { Instant } from '../../core/index.js'
import type { ExportHour } from '../export-source.js'
import type { StoredSum } from './running-total.js'
import { differ } from './running-total.js'
import type { MetadataShape, StatisticSeries } from './statistic-series.js'
import { metadataOf, whPerUnit } from './statistic-series.js'

/** An hour as it must stand in the statistic; Wh. */
export interface SumRow {
  readonly startAt: Instant
  readonly energyWh: number
  readonly sumWh: number
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
  readonly endWh: number
  readonly storedEndWh: number
}

/**
 * Our hours → the rows of a statistic, oldest first. Home Assistant overwrites an hour but never forgets one: a stale hour
 * (the midnight row of a day whose hours begin later) becomes a row that adds nothing. Clearing instead would take away the
 * history before ours, and empty the dashboard for the time of the import.
 */
export function sumRows(hours: readonly ExportHour[], stale: readonly Instant[], beforeWh: number): SumRow[] {
  const ghosts = stale.map((startAt) => ({ startAt, energyWh: 0 }))
  const all = ghosts.length === 0 ? hours : [...hours, ...ghosts].sort((a, b) => a.startAt - b.startAt)
  let sumWh = beforeWh
  return all.map(({ startAt, energyWh }) => {
    sumWh += energyWh
    return { startAt, energyWh, sumWh }
  })
}

export function compareRows(
  hours: readonly ExportHour[],
  stored: readonly StoredSum[],
  before: { readonly oursWh: number; readonly theirsWh: number },
): Comparison {
  const ours = new Set(hours.map(({ startAt }) => startAt))
  const theirs = new Map(stored.map(({ startAt, sumWh }) => [startAt, sumWh]))
  const stale = [...theirs.keys()].filter((startAt) => !ours.has(startAt))
  const rows = sumRows(hours, stale, before.oursWh)
  const index = rows.findIndex(({ startAt, sumWh }) => differ(theirs.get(startAt) ?? NaN, sumWh))
  return {
    first: rows[index]?.startAt ?? null,
    rows: index < 0 ? 0 : rows.length - index,
    stale,
    endWh: rows.at(-1)?.sumWh ?? before.oursWh,
    storedEndWh: stored.at(-1)?.sumWh ?? before.theirsWh,
  }
}

/**
 * In which order to write pieces of one statistic, so that no hour ever counts a negative energy, whatever is written or
 * cut in between: where our sum has grown against theirs, what follows is written first; where it has shrunk, last.
 * @param growthWh our sum minus theirs at the end of each piece, oldest first
 */
export function writingOrder(growthWh: readonly number[]): number[] {
  const order: number[] = []
  let run: number[] = []
  growthWh.forEach((growth, index) => {
    run.push(index)
    if (growth > 0 && index < growthWh.length - 1) return
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
  const unit = whPerUnit(series)
  return {
    metadata: metadataOf(series, shape),
    stats: rows.map(({ startAt, energyWh, sumWh }) => ({
      start: hourText(startAt),
      state: amount(energyWh, unit),
      sum: amount(sumWh, unit),
    })),
  }
}

/** `2026-01-01T00:00:00+00:00`: Home Assistant wants an offset. */
export function hourText(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`
}

/** To a thousandth of a Wh. */
function amount(wh: number, whPerUnit: number): number {
  return Number((wh / whPerUnit).toFixed(whPerUnit === 1 ? 3 : 6))
}
