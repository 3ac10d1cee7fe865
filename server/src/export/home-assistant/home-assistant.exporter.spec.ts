import { exporterContract } from '../../../test/exporter.contract.js'
import type { Destination } from '../../../test/exporter.contract.js'
import { FakeHomeAssistant, GUEST_TOKEN, TOKEN } from '../../../test/fakes/home-assistant.js'
import type { Day } from '../../core/index.js'
import { endOf, startOf } from '../../core/index.js'
import { HomeAssistantExporter } from './home-assistant.exporter.js'

exporterContract('Home Assistant (fake)', async (): Promise<Destination> => {
  const fake = await FakeHomeAssistant.start()
  const bare = await FakeHomeAssistant.start({ components: ['http', 'api', 'websocket_api'] })
  const options = { url: fake.url, token: TOKEN, readBackSeconds: 1, answerSeconds: 5 }
  const nobody = 'http://127.0.0.1:9'
  const added = (id: string, day: Day): Promise<number | null> => {
    const rows = fake.recorder.sorted(id)
    const sumBefore = (at: number) => rows.findLast(([startAt]) => startAt < at)?.[1].sum ?? 0
    if (!rows.some(([startAt]) => startAt >= startOf(day) && startAt < endOf(day)))
      return Promise.resolve(null)
    return Promise.resolve(sumBefore(endOf(day)) - sumBefore(startOf(day)))
  }
  const scaled = (amount: number | null, unit: number) => (amount === null ? null : amount * unit)
  return {
    exporter: new HomeAssistantExporter(),
    options,
    secrets: [TOKEN, GUEST_TOKEN, 'a-revoked-token'],
    faults: [
      {
        name: 'wrong token',
        options: { ...options, token: 'a-revoked-token' },
        protocol: 'websocket',
        code: 'PEER_REFUSED',
      },
      {
        name: 'wrong token',
        options: { ...options, token: 'a-revoked-token' },
        protocol: 'rest',
        code: 'PEER_REFUSED',
      },
      {
        name: 'not an administrator',
        options: { ...options, token: GUEST_TOKEN },
        protocol: 'websocket',
        code: 'PEER_REFUSED',
      },
      {
        name: 'nobody there',
        options: { ...options, url: nobody },
        protocol: 'rest',
        code: 'PEER_UNREACHABLE',
      },
      {
        name: 'nobody there',
        options: { ...options, url: nobody },
        protocol: 'websocket',
        code: 'PEER_UNREACHABLE',
      },
      {
        name: 'no recorder',
        options: { ...options, url: bare.url },
        protocol: 'recorder',
        code: 'PEER_UNSUPPORTED',
      },
      {
        name: 'no energy',
        options: { ...options, url: bare.url },
        protocol: 'energy',
        code: 'PEER_UNSUPPORTED',
      },
    ],
    async state() {
      await fake.recorder.settled()
      return structuredClone({
        statistics: [...fake.recorder.statistics.keys()].sort().map((id) => [id, fake.recorder.sorted(id)]),
        states: [...fake.states].sort(([a], [b]) => (a < b ? -1 : 1)),
      })
    },
    dayWh: async (pdl, direction, day) =>
      scaled(await added(`myelectricaldata:${pdl}_${direction.toLowerCase()}`, day), 1000),
    bucketWh: async (pdl, bucket, day) =>
      scaled(await added(`myelectricaldata:${pdl}_consumption_${bucket.toLowerCase()}`, day), 1000),
    dayEur: (pdl, day) => added(`myelectricaldata:${pdl}_cost`, day),
    received: () => fake.received,
    dieAfter: (messages) => {
      fake.dieAfter(messages)
    },
    revive: () => {
      fake.revive()
    },
    swallow: (on) => {
      fake.swallows = on
    },
    stall: () => {
      fake.stalls = true
    },
    async damage() {
      await fake.recorder.settled()
      const [id = ''] = fake.recorder.statistics.keys()
      const rows = fake.recorder.sorted(id)
      const row = rows[Math.floor(rows.length / 2)]?.[1]
      if (row) row.sum = (row.sum ?? 0) + 3
    },
    async close() {
      await fake.close()
      await bare.close()
    },
  }
})
