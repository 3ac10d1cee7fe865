import type { Instant } from '../../core/index.js'
import { ExportFailed } from '../../core/index.js'
import type { StoredSum } from './running-total.js'
import type { HomeAssistantSocket } from './socket.js'
import { hourText } from './statistic-rows.js'
import type { StatisticSeries } from './statistic-series.js'
import { perUnit } from './statistic-series.js'

/** What an hour adds, as Home Assistant would draw it. */
export interface StoredChange {
  readonly startAt: Instant
  readonly change: number
}

/** Asks Home Assistant what it keeps. Times there are epoch milliseconds; units are those of the series, here Wh. */
export class StatisticsReader {
  constructor(private readonly socket: HomeAssistantSocket) {}

  /** The last sum of each calendar month of Home Assistant, oldest first; none = the statistic is empty. */
  months(series: StatisticSeries): Promise<StoredSum[]> {
    return this.sums(series, 'month', 0)
  }

  /** Hours of [from, to); to null = all that follow. */
  hours(series: StatisticSeries, from: Instant, to: Instant | null): Promise<StoredSum[]> {
    return this.sums(series, 'hour', from, to)
  }

  async changes(series: StatisticSeries, from: Instant, to: Instant): Promise<StoredChange[]> {
    const rows = await this.ask(series, 'hour', 'change', from, to)
    return rows.map(({ start, value }) => ({ startAt: start, change: value }))
  }

  private async sums(
    series: StatisticSeries,
    period: 'hour' | 'month',
    from: Instant,
    to: Instant | null = null,
  ): Promise<StoredSum[]> {
    const rows = await this.ask(series, period, 'sum', from, to)
    return rows.map(({ start, end, value }) => ({ startAt: start, endAt: end, sum: value }))
  }

  private async ask(
    series: StatisticSeries,
    period: 'hour' | 'month',
    type: 'sum' | 'change',
    from: Instant,
    to: Instant | null,
  ) {
    const answer = await this.socket.command('recorder/statistics_during_period', {
      start_time: hourText(from),
      ...(to === null ? {} : { end_time: hourText(to) }),
      statistic_ids: [series.id],
      period,
      types: [type],
      ...(series.unit === 'EUR' ? {} : { units: { energy: series.unit } }),
    })
    const unit = perUnit(series)
    return rowsOf(answer, series.id, type)
      .map((row) => ({ ...row, value: row.value * unit }))
      .filter(({ end, start }) => end > from && (to === null || start < to))
  }
}

function rowsOf(
  answer: unknown,
  id: string,
  type: string,
): { start: Instant; end: Instant; value: number }[] {
  if (typeof answer !== 'object' || answer === null) throw unreadable()
  const rows: unknown = (answer as Record<string, unknown>)[id] ?? []
  if (!Array.isArray(rows)) throw unreadable()
  return rows.map((row: Record<string, unknown>) => {
    const { start, end, [type]: value } = row
    if (typeof start !== 'number' || typeof end !== 'number') throw unreadable()
    return { start, end, value: typeof value === 'number' ? value : 0 }
  })
}

function unreadable(): ExportFailed {
  return new ExportFailed('PEER_UNSUPPORTED', 'Home Assistant words its statistics in a way we cannot read.')
}
