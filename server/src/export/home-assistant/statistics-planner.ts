import type { Day, DayRange, Instant } from '../../core/index.js'
import { addDays, dayOf, latest, startOf } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { StoredSum } from './running-total.js'
import { firstDisagreement, halfYearsOf, RunningTotal } from './running-total.js'
import type { SeriesHour } from './series-hours.js'
import { hoursOfSeries } from './series-hours.js'
import type { SeriesMark, SeriesMarks } from './series-marks.js'
import type { SumRow } from './statistic-rows.js'
import { compareRows, sumRows, writingOrder } from './statistic-rows.js'
import type { StatisticSeries } from './statistic-series.js'
import type { StatisticsReader } from './statistics-reader.js'

/** One message to write. */
export interface Piece {
  readonly range: DayRange
  /** Our sum before it. */
  readonly sumBefore: number
  /** First row that is not there as it should. */
  readonly first: Instant
  readonly rows: number
  /** Hours stored there that we do not have. */
  readonly stale: readonly Instant[]
  /** Our sum minus theirs at its end, when something stored follows; else 0. */
  readonly growth: number
}

export interface Plan {
  /** In the order to write them. */
  readonly pieces: readonly Piece[]
  readonly rows: number
  /** Our history begins before what we wrote: all of it is cleared first. */
  readonly clear: boolean
  readonly mark: SeriesMark
}

interface Stored extends SeriesMark {
  /** Months that end after our oldest hour. */
  readonly months: readonly StoredSum[]
  readonly clear: boolean
}

/** What Home Assistant holds against what we hold: what is to be written. Writes nothing. */
export class StatisticsPlanner {
  constructor(
    private readonly reader: StatisticsReader,
    private readonly source: ExportSource,
    private readonly marks: SeriesMarks,
  ) {}

  /**
   * From the first changed day, or the first month there that is not ours, to the newest hour.
   * @param changed first day whose readings changed; null = none is known to
   */
  async plan(series: StatisticSeries, changed: Day | null): Promise<Plan | null> {
    const extent = await this.source.extent(series.pdl, series.direction)
    if (!extent) return null
    const days = { from: extent.first, to: addDays(extent.last, 1) }
    const stored = await this.stored(series, startOf(days.from))
    const { clear, oldest, base } = stored
    const start = await this.start(series, days, stored, changed)
    const pieces = start
      ? await this.pieces(series, { from: start.day, to: days.to }, start.sumBefore, stored)
      : []
    if (!clear && base === 0 && isMoney(series) && pieces.some(({ stale }) => stale.length > 0))
      return this.planAnew(series, days, oldest)
    const order = writingOrder(pieces.map(({ growth }) => growth))
    return {
      pieces: order.flatMap((index) => pieces[index] ?? []),
      rows: pieces.reduce((sum, { rows }) => sum + rows, 0),
      clear,
      mark: { oldest, base },
    }
  }

  /** An hour whose price is no longer known costs nothing known, which is not zero: what is stored goes, all of it. */
  private async planAnew(series: StatisticSeries, days: DayRange, oldest: Instant): Promise<Plan> {
    const pieces = await this.pieces(series, days, 0, { oldest, base: 0, months: [], clear: true })
    const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0)
    return { pieces, rows, clear: true, mark: { oldest, base: 0 } }
  }

  /** The rows of a piece, computed again: a plan of ten years does not hold them. */
  async rowsOf(series: StatisticSeries, piece: Piece): Promise<readonly SumRow[]> {
    const hours = await this.hours(series, piece.range)
    return sumRows(hours, piece.stale, piece.sumBefore).filter(({ startAt }) => startAt >= piece.first)
  }

  private async stored(series: StatisticSeries, oldest: Instant): Promise<Stored> {
    const months = await this.reader.months(series)
    const mark = await this.marks.of(series.id)
    if (months.length > 0 && mark && mark.oldest > oldest && mark.base === 0)
      return { oldest, base: 0, months: [], clear: true }
    const isKnown = months.length > 0 && mark?.oldest === oldest
    const base = isKnown ? mark.base : await this.sumAt(series, months, oldest)
    return { oldest, base, months: months.filter(({ endAt }) => endAt > oldest), clear: false }
  }

  private async sumAt(series: StatisticSeries, months: readonly StoredSum[], at: Instant): Promise<number> {
    const index = months.findLastIndex(({ startAt }) => startAt < at)
    const last = months[index]
    if (!last || last.endAt <= at) return last?.sum ?? 0
    const hours = await this.reader.hours(series, last.startAt, at)
    return hours.at(-1)?.sum ?? months[index - 1]?.sum ?? 0
  }

  /** The day to begin with and our sum before it; null when all is there. */
  private async start(
    series: StatisticSeries,
    days: DayRange,
    stored: Stored,
    changed: Day | null,
  ): Promise<{ day: Day; sumBefore: number } | null> {
    const first = changed === null ? [] : [startOf(latest(changed, days.from))]
    const edges = stored.months.flatMap(({ startAt, endAt }) => [startAt, endAt])
    const total = new RunningTotal(stored.base, [...edges, ...edges.map(midnightOf), ...first])
    for (const range of halfYearsOf(days)) total.add(await this.hours(series, range))
    const wrong = firstDisagreement(stored.months, stored, total)
    const starts = wrong === null ? first : [...first, Math.max(midnightOf(wrong), stored.oldest)]
    if (starts.length === 0) return null
    const startAt = Math.min(...starts)
    return {
      day: dayOf(startAt),
      sumBefore: startAt === stored.oldest ? stored.base : total.before(startAt),
    }
  }

  private async pieces(
    series: StatisticSeries,
    days: DayRange,
    startSum: number,
    { months }: Stored,
  ): Promise<Piece[]> {
    const pieces: Piece[] = []
    let before = { ours: startSum, theirs: startSum }
    let lastStored = 0
    for (const range of halfYearsOf(days)) {
      const end = range.to === days.to ? null : startOf(range.to)
      const stored = months.length === 0 ? [] : await this.reader.hours(series, startOf(range.from), end)
      const compared = compareRows(await this.hours(series, range), stored, before)
      const { first, rows, stale, endSum, storedEndSum } = compared
      if (first !== null)
        pieces.push({ range, sumBefore: before.ours, first, rows, stale, growth: endSum - storedEndSum })
      before = { ours: endSum, theirs: storedEndSum }
      lastStored = stored.at(-1)?.startAt ?? lastStored
    }
    return pieces.map((piece) => (startOf(piece.range.to) > lastStored ? { ...piece, growth: 0 } : piece))
  }

  private hours(series: StatisticSeries, range: DayRange): Promise<readonly SeriesHour[]> {
    return hoursOfSeries(this.source, series, range)
  }
}

function isMoney({ counted }: StatisticSeries): boolean {
  return counted.quantity !== 'ENERGY'
}

function midnightOf(instant: Instant): Instant {
  return startOf(dayOf(instant))
}
