import { expect, it } from 'vitest'

import { HomeAssistantExporter } from '../../src/export/home-assistant/home-assistant.exporter.js'
import { HomeAssistantSocket } from '../../src/export/home-assistant/socket.js'
import { shapeFor } from '../../src/export/home-assistant/statistic-series.js'
import { Household } from '../exported-household.js'
import type { Destination } from '../exporter.contract.js'
import { Courier } from '../exporter.contract.js'
import { HA_VERSION, HomeAssistantPeer, installHomeAssistant } from './home-assistant-peer.js'
import { until, withPeer } from './peers.js'

const LONGEST_MS = 240_000
const DATASETS = ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE'] as const

interface ImportMessage extends Record<string, unknown> {
  readonly type: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly stats: readonly { readonly start: string }[]
}

await withPeer(`The pace of Home Assistant ${HA_VERSION}`, installHomeAssistant, (installation) => {
  const onNew = async <T>(work: (peer: HomeAssistantPeer) => Promise<T>): Promise<T> => {
    const peer = await HomeAssistantPeer.start(installation)
    try {
      return await work(peer)
    } finally {
      await peer.close()
    }
  }
  const aHousehold = () =>
    new Household({
      range: { from: '2025-04-06', to: '2026-04-06' },
      dailyOnly: 0,
      directions: ['CONSUMPTION'],
    })
  const optionsOf = ({ url, token }: HomeAssistantPeer) => ({ url, token, states: false })

  it('is that of the same messages, built before', async () => {
    const household = aHousehold()
    const exporter = new HomeAssistantExporter()
    const [floorMs, rows] = await onNew(async (peer) => {
      const changes = household.allChanges(DATASETS)
      const { messages } = await exporter.preview(
        { options: optionsOf(peer), source: household },
        changes,
        1000,
      )
      const access = { url: peer.url, token: peer.token, answerMs: 60_000 }
      const socket = await HomeAssistantSocket.open(access, new AbortController().signal)
      const imports = messages.map(({ payload }) =>
        worded(JSON.parse(payload) as ImportMessage, socket.version),
      )
      const startedAt = performance.now()
      for (const { type, ...fields } of imports) await socket.command(type, fields)
      const last = imports.at(-1)
      const question = {
        statistic_ids: [last?.metadata['statistic_id']],
        start_time: last?.stats.at(-1)?.start,
        period: 'hour',
      }
      const isKept = async () => {
        const kept = await socket.command('recorder/statistics_during_period', question)
        return Object.keys(kept as object).length > 0
      }
      await until('the last row is kept', isKept, LONGEST_MS)
      const ms = performance.now() - startedAt
      socket.close()
      return [ms, imports.reduce((sum, { stats }) => sum + stats.length, 0)] as const
    })
    const ourMs = await onNew(async (peer) => {
      const destination: Destination = {
        exporter,
        options: optionsOf(peer),
        secrets: [],
        faults: [],
        state: () => Promise.resolve(null),
        close: () => Promise.resolve(),
      }
      const courier = new Courier(destination, household)
      courier.note(household.allChanges(DATASETS))
      const startedAt = performance.now()
      expect(await courier.deliver()).toBe(rows)
      return performance.now() - startedAt
    })
    const pace = (ms: number) => `${Math.round(rows / (ms / 1000))} rows/s`
    console.info(
      `Home Assistant ${HA_VERSION}: ${rows} rows; built before ${pace(floorMs)}, exported and read back ${pace(ourMs)}: ${(floorMs / ourMs).toFixed(2)} ×`,
    )
  })
})

/** A preview speaks to the newest age. */
function worded(message: ImportMessage, version: string): ImportMessage {
  if (shapeFor(version) === 'mean_type') return message
  const { statistic_id, name, source, unit_of_measurement } = message.metadata
  return {
    ...message,
    metadata: { has_mean: false, has_sum: true, statistic_id, name, source, unit_of_measurement },
  }
}
