import { setTimeout as wait } from 'node:timers/promises'

import type { Day, Instant } from '../../core/index.js'
import { ExportFailed } from '../../core/index.js'
import type { Delivery } from '../exporter.js'
import { CommandRefused } from './access.js'
import { InFlight } from './in-flight.js'
import { differ } from './running-total.js'
import { SeriesMarks } from './series-marks.js'
import type { HomeAssistantSocket } from './socket.js'
import type { SumRow } from './statistic-rows.js'
import type { IdNames } from './statistic-ids.js'
import { namesBucket } from './statistic-ids.js'
import { importCommand } from './statistic-rows.js'
import type { MetadataShape, StatisticSeries } from './statistic-series.js'
import { otherShape, shapeFor } from './statistic-series.js'
import type { Plan } from './statistics-planner.js'
import { StatisticsPlanner } from './statistics-planner.js'
import { StatisticsReader } from './statistics-reader.js'

const SHAPE_KEYS = /mean_type|unit_class|has_mean/
const [FIRST_POLL_MS, LAST_POLL_MS] = [50, 1000]

/** Makes the statistics of Home Assistant equal to what is held, and knows it by reading them back. */
export class StatisticsWriter {
  private readonly reader: StatisticsReader
  private readonly planner: StatisticsPlanner
  private readonly marks: SeriesMarks
  private readonly inFlight: InFlight
  private shape: MetadataShape

  constructor(
    private readonly socket: HomeAssistantSocket,
    private readonly delivery: Pick<Delivery, 'source' | 'signal' | 'log' | 'memory'>,
    private readonly readBackMs: number,
  ) {
    this.reader = new StatisticsReader(socket)
    this.marks = new SeriesMarks(delivery.memory)
    this.inFlight = new InFlight(this.reader, delivery.memory, delivery.signal)
    this.planner = new StatisticsPlanner(this.reader, delivery.source, this.marks)
    this.shape = shapeFor(socket.version)
  }

  /** Before anything is compared: what an earlier run left in the queue of Home Assistant is written by then. */
  settle(all: readonly StatisticSeries[]): Promise<void> {
    return this.inFlight.settle(all, this.readBackMs)
  }

  /**
   * Takes away the buckets and costs that the contracts of these meters no longer know; those that hold a history older than
   * ours are left. @returns statistics cleared.
   */
  async clearLeft(all: readonly StatisticSeries[], names: IdNames): Promise<number> {
    const wanted = new Set(all.map(({ id }) => id))
    const pdls = [...new Set(all.map(({ pdl }) => pdl))]
    const left = Object.entries(await this.marks.all())
      .filter(([id, { base }]) => base === 0 && !wanted.has(id))
      .map(([id]) => id)
      .filter((id) => pdls.some((pdl) => namesBucket(id, pdl, names)))
    if (left.length === 0) return 0
    await this.socket.command('recorder/clear_statistics', { statistic_ids: left })
    await this.marks.forget(left)
    this.delivery.log(`${left.join(', ')}: no longer billed so, cleared.`)
    return left.length
  }

  /**
   * Writes what differs, and only that.
   * @param changed first day whose readings changed; null = compares what is there only
   * @param progress rows known to be kept
   * @returns rows written. Throws ExportFailed PEER_DROPPED when they are not kept.
   */
  async align(
    series: StatisticSeries,
    changed: Day | null,
    progress: (rows: number) => void,
  ): Promise<number> {
    const plan = await this.planner.plan(series, changed)
    if (!plan) return 0
    if (plan.clear) {
      this.delivery.log(
        `${series.id}: older days arrived or prices were taken away, all of it is imported anew.`,
      )
      await this.clear(series)
    }
    await this.marks.set(series.id, plan.mark)
    return this.writeAll(series, plan, progress)
  }

  /** Old versions answer before they do it: what is read until then would be taken for what was just written. */
  private async clear(series: StatisticSeries): Promise<void> {
    await this.socket.command('recorder/clear_statistics', { statistic_ids: [series.id] })
    const deadline = performance.now() + this.readBackMs
    while ((await this.reader.months(series)).length > 0 && performance.now() < deadline)
      await wait(LAST_POLL_MS / 5, undefined, { signal: this.delivery.signal })
  }

  /** While a message is read back, Home Assistant already holds the next one. */
  private async writeAll(
    series: StatisticSeries,
    { pieces }: Plan,
    progress: (rows: number) => void,
  ): Promise<number> {
    let [written, kept] = [0, 0]
    let unproved: readonly SumRow[] = []
    const prove = async () => {
      await this.prove(series, unproved)
      kept += unproved.length
      progress(kept)
    }
    for (const piece of pieces) {
      const rows = await this.planner.rowsOf(series, piece)
      this.delivery.signal.throwIfAborted()
      if (rows[0]) await this.inFlight.note(series, rows[0])
      await this.import(series, rows)
      written += rows.length
      await prove()
      unproved = rows
    }
    await prove()
    if (written > 0) await this.inFlight.landed()
    return written
  }

  private async import(series: StatisticSeries, rows: readonly SumRow[]): Promise<void> {
    const send = () =>
      this.socket.command('recorder/import_statistics', { ...importCommand(series, rows, this.shape) })
    try {
      await send()
    } catch (error) {
      const isShape =
        error instanceof CommandRefused && error.refusal === 'invalid_format' && SHAPE_KEYS.test(error.words)
      if (!isShape) throw error
      this.shape = otherShape(this.shape)
      await send()
    }
  }

  /** The result of an import comes before it is written; a message is written whole or not at all. */
  private async prove(series: StatisticSeries, rows: readonly SumRow[]): Promise<void> {
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return
    const deadline = performance.now() + this.readBackMs
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, LAST_POLL_MS)) {
      if (await this.isKept(series, [first])) break
      if (performance.now() > deadline) throw dropped(series, first.startAt)
      await wait(pause, undefined, { signal: this.delivery.signal })
    }
    if (!(await this.isKept(series, rows))) throw dropped(series, last.startAt)
  }

  private async isKept(series: StatisticSeries, rows: readonly SumRow[]): Promise<boolean> {
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return true
    const stored = await this.reader.hours(series, first.startAt, last.startAt + 60 * 60_000)
    const sums = new Map(stored.map(({ startAt, sum }) => [startAt, sum]))
    return rows.every(({ startAt, sum }) => !differ(sums.get(startAt) ?? NaN, sum))
  }
}

function dropped({ id }: StatisticSeries, at: Instant): ExportFailed {
  return new ExportFailed(
    'PEER_DROPPED',
    `Home Assistant acknowledged ${id} but does not keep it (hour ${new Date(at).toISOString()}); its log says why.`,
  )
}
