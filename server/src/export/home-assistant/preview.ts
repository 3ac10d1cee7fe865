import type { Day, Direction } from '../../core/index.js'
import { addDays, earliest, startOf } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ChangedDays, ExportMessage, ExportPreview } from '../exporter.js'
import type { HomeAssistantOptions } from './options.js'
import { halfYearsOf } from './running-total.js'
import { hoursOfSeries } from './series-hours.js'
import { statesOf } from './states.js'
import { importCommand, sumRows } from './statistic-rows.js'
import type { IdNames } from './statistic-ids.js'
import type { StatisticSeries } from './statistic-series.js'
import { seriesOf } from './statistic-series.js'

/** Measured on Home Assistant 2024.3 with SQLite. */
const ROWS_PER_SECOND = 2500

/** First day of a statistic among the changes; null = none. */
export function firstChange(changes: readonly ChangedDays[], series: StatisticSeries): Day | null {
  const days = changes.filter((change) => concerns(change, series)).flatMap(({ days: all }) => all)
  const [first, ...others] = days
  return first === undefined ? null : earliest(first, ...others)
}

/** Whether days of a dataset change a statistic: readings change all of them, prices what is split or costs. */
function concerns(
  { dataset, pdl }: ChangedDays,
  { pdl: own, direction, counted: { quantity, bucket } }: StatisticSeries,
): boolean {
  if (pdl !== own) return false
  if (dataset === 'OFFERS') return quantity !== 'ENERGY' || bucket !== null
  return dataset === `${direction}_DAILY` || dataset === `${direction}_CURVE`
}

/** Every statistic of every meter, those of a meter together. */
export async function allSeries(source: ExportSource, names: IdNames): Promise<StatisticSeries[]> {
  const all: StatisticSeries[] = []
  for (const meter of await source.meters()) {
    const buckets: Partial<Record<Direction, readonly string[]>> = {}
    for (const direction of meter.directions) buckets[direction] = await source.buckets(meter.pdl, direction)
    all.push(...seriesOf(meter, buckets, names))
  }
  return all
}

/**
 * What would leave to a Home Assistant of today that holds what was delivered before: for each changed statistic, its rows
 * from the first changed day to the newest; then every entity.
 */
export async function previewOf(
  source: ExportSource,
  options: HomeAssistantOptions,
  changes: readonly ChangedDays[],
  limit: number,
): Promise<ExportPreview> {
  const messages: ExportMessage[] = []
  let [total, values] = [0, 0]
  const add = (message: ExportMessage) => {
    total++
    values += message.values
    if (messages.length < limit) messages.push(message)
  }
  for (const series of options.statistics ? await allSeries(source, options.idNames) : [])
    for await (const message of statisticMessages(source, series, firstChange(changes, series))) add(message)
  const rows = values
  if (options.states)
    for (const { entityId, ...body } of await statesOf(source))
      add({ destination: `POST /api/states/${entityId}`, payload: JSON.stringify(body), values: 1 })
  return { messages, total, values, estimatedSeconds: Math.ceil(rows / ROWS_PER_SECOND) }
}

async function* statisticMessages(
  source: ExportSource,
  series: StatisticSeries,
  changed: Day | null,
): AsyncGenerator<ExportMessage> {
  const extent = await source.extent(series.pdl, series.direction)
  if (!extent || changed === null) return
  let sumBefore = 0
  for (const range of halfYearsOf({ from: extent.first, to: addDays(extent.last, 1) })) {
    const hours = await hoursOfSeries(source, series, range)
    const rows = sumRows(hours, [], sumBefore)
    sumBefore = rows.at(-1)?.sum ?? sumBefore
    const changedAt = startOf(changed)
    const leaving = rows.filter(({ startAt }) => startAt >= changedAt)
    if (leaving.length === 0) continue
    const payload = { type: 'recorder/import_statistics', ...importCommand(series, leaving, 'mean_type') }
    yield { destination: series.id, payload: JSON.stringify(payload), values: leaving.length }
  }
}
