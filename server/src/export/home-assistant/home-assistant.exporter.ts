import { Injectable } from '@nestjs/common'

import type { DayRange } from '../../core/index.js'
import type {
  ChangedDays,
  Delivery,
  Exporter,
  ExportPreview,
  OptionValues,
  ProtocolCheck,
  SendRequest,
  Snippet,
  Telling,
  Told,
  Verified,
} from '../exporter.js'
import { checkAll } from './checks.js'
import { gridStatistics } from './energy-statistics.js'
import { addToEnergyDashboard } from './energy-install.js'
import { tellHomeAssistant } from './notices.js'
import type { HomeAssistantOptions } from './options.js'
import { OPTIONS, readOptions } from './options.js'
import { allSeries, firstChange, previewOf } from './preview.js'
import { HomeAssistantRest } from './rest.js'
import { SeriesMarks } from './series-marks.js'
import { energySnippet } from './snippets.js'
import { HomeAssistantSocket } from './socket.js'
import { pushStates, removeStates } from './state-writer.js'
import { statesOf } from './states.js'
import type { StatisticSeries } from './statistic-series.js'
import { StatisticsReader } from './statistics-reader.js'
import { StatisticsWriter } from './statistics-writer.js'
import { verifySeries } from './verify.js'

/** Home Assistant: the history as external statistics by WebSocket, the present as entities by REST. */
@Injectable()
export class HomeAssistantExporter implements Exporter {
  readonly kind = 'HOME_ASSISTANT'
  readonly options = OPTIONS
  readonly datasets = [
    'CONSUMPTION_DAILY',
    'CONSUMPTION_CURVE',
    'PRODUCTION_DAILY',
    'PRODUCTION_CURVE',
    'TEMPO',
    'ECOWATT',
    'OFFERS',
    'NOTICES',
  ] as const

  check(values: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]> {
    return checkAll(readOptions(values), signal)
  }

  preview(
    { options, source }: Pick<Delivery, 'options' | 'source'>,
    changes: readonly ChangedDays[],
    limit: number,
  ): Promise<ExportPreview> {
    return previewOf(source, readOptions(options), changes, limit)
  }

  /** Home Assistant is compared before anything is sent: what a cut left in doubt needs no other care. */
  async send(request: SendRequest): Promise<{ readonly records: number }> {
    const options = readOptions(request.options)
    let records = 0
    let left = request.changes
    if (options.statistics)
      records += await this.withWriter(request, options, async (writer, all) => {
        let written = await writer.clearLeft(all, options.idNames)
        for (const [pdl, ofMeter] of Map.groupBy(all, (series) => series.pdl)) {
          const own = left.filter((change) => change.pdl === pdl)
          for (const series of ofMeter)
            written += await writer.align(series, firstChange(own, series), (rows) => {
              request.progress(written + rows, null)
            })
          left = left.filter((change) => change.pdl !== pdl)
          if (own.length > 0) await request.delivered(own)
        }
        return written
      })
    if (options.states) {
      const rest = new HomeAssistantRest(options.access, request.signal)
      records += await pushStates(rest, await statesOf(request.source))
    }
    if (left.length > 0) await request.delivered(left)
    return { records }
  }

  async verify(delivery: Delivery, range: DayRange): Promise<Verified> {
    const options = readOptions(delivery.options)
    if (!options.statistics) return { compared: 0, differences: [] }
    return this.withSocket(delivery, options, async (socket, all) => {
      const reader = new StatisticsReader(socket)
      const parts: Verified[] = []
      for (const series of all) parts.push(await verifySeries(reader, delivery.source, series, range))
      return {
        compared: parts.reduce((sum, { compared }) => sum + compared, 0),
        differences: parts.flatMap(({ differences }) => differences),
      }
    })
  }

  async repair(delivery: Delivery, range: DayRange): Promise<{ readonly records: number }> {
    const options = readOptions(delivery.options)
    if (!options.statistics) return { records: 0 }
    const records = await this.withWriter(delivery, options, async (writer, all) => {
      let written = 0
      for (const series of all) {
        written += await writer.align(series, range.from, (rows) => {
          delivery.progress(written + rows, null)
        })
      }
      return written
    })
    return { records }
  }

  tell = (telling: Telling): Promise<Told> => tellHomeAssistant(telling)

  /** Adds the meters to the Energy dashboard. */
  async install(delivery: Delivery): Promise<{ readonly records: number }> {
    const options = readOptions(delivery.options)
    return this.withSocket(delivery, options, async (socket, all) => {
      return { records: await addToEnergyDashboard(socket, gridStatistics(all)) }
    })
  }

  /** Statistics that go on from another client's are left: its history would go with ours. */
  async purge(delivery: Delivery): Promise<{ readonly records: number }> {
    const options = readOptions(delivery.options)
    const marks = new SeriesMarks(delivery.memory)
    const written = Object.entries(await marks.all())
    const ours = written.filter(([, { base }]) => base === 0).map(([id]) => id)
    for (const [id, { base }] of written)
      if (base > 0)
        delivery.log(`${id} is left: it holds a history older than ours. Home Assistant can clear it.`)
    if (ours.length > 0)
      await this.withSocket(delivery, options, (socket) =>
        socket.command('recorder/clear_statistics', { statistic_ids: ours }),
      )
    await marks.forget(ours)
    const states = options.states ? await statesOf(delivery.source) : []
    const rest = new HomeAssistantRest(options.access, delivery.signal)
    const removed = await removeStates(
      rest,
      states.map(({ entityId }) => entityId),
    )
    return { records: ours.length + removed }
  }

  async snippets({ options, source }: Pick<Delivery, 'options' | 'source'>): Promise<readonly Snippet[]> {
    return [energySnippet(gridStatistics(await allSeries(source, readOptions(options).idNames)))]
  }

  private withWriter<T>(
    delivery: Delivery,
    options: HomeAssistantOptions,
    work: (writer: StatisticsWriter, all: readonly StatisticSeries[]) => Promise<T>,
  ): Promise<T> {
    return this.withSocket(delivery, options, async (socket, all) => {
      const writer = new StatisticsWriter(socket, delivery, options.readBackMs)
      await writer.settle(all)
      return work(writer, all)
    })
  }

  private async withSocket<T>(
    { source, signal }: Delivery,
    options: HomeAssistantOptions,
    work: (socket: HomeAssistantSocket, all: readonly StatisticSeries[]) => Promise<T>,
  ): Promise<T> {
    const all = await allSeries(source, options.idNames)
    const socket = await HomeAssistantSocket.open(options.access, signal)
    try {
      return await work(socket, all)
    } finally {
      socket.close()
    }
  }
}
