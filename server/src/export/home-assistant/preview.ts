import type { Day } from '../../core/index.js'
import { addDays, earliest, startOf } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ChangedDays, ExportMessage, ExportPreview } from '../exporter.js'
import type { HomeAssistantOptions } from './options.js'
import { halfYearsOf } from './running-total.js'
import { statesOf } from './states.js'
import { importCommand, sumRows } from './statistic-rows.js'
import type { StatisticSeries } from './statistic-series.js'
import { seriesOf } from './statistic-series.js'

/** Measured on Home Assistant 2024.3 with SQLite. */
const ROWS_PER_SECOND = 2500

/** First day of a statistic among the changes; null = none. */
export function firstChange(
  changes: readonly ChangedDays[],
  { pdl, direction }: StatisticSeries,
): Day | null {
  const days = changes
    .filter((change) => concerns(change, { pdl, direction }))
    .flatMap(({ days: all }) => all)
  const [first, ...others] = days
  return first === undefined ? null : earliest(first, ...others)
}

export function concerns(
  { dataset, pdl }: ChangedDays,
  series: Pick<StatisticSeries, 'pdl' | 'direction'>,
): boolean {
  const isEnergy = dataset.endsWith('_DAILY') || dataset.endsWith('_CURVE')
  return (
    isEnergy &&
    pdl === series.pdl &&
    (dataset.startsWith('PRODUCTION') ? 'PRODUCTION' : 'CONSUMPTION') === series.direction
  )
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
  const meters = options.statistics ? await source.meters() : []
  for (const series of meters.flatMap((meter) => seriesOf(meter, options.idNames)))
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
  let beforeWh = 0
  for (const range of halfYearsOf({ from: extent.first, to: addDays(extent.last, 1) })) {
    const hours = await source.hours(series.pdl, series.direction, range)
    const rows = sumRows(hours, [], beforeWh)
    beforeWh = rows.at(-1)?.sumWh ?? beforeWh
    const changedAt = startOf(changed)
    const leaving = rows.filter(({ startAt }) => startAt >= changedAt)
    if (leaving.length === 0) continue
    const payload = { type: 'recorder/import_statistics', ...importCommand(series, leaving, 'mean_type') }
    yield { destination: series.id, payload: JSON.stringify(payload), values: leaving.length }
  }
}
