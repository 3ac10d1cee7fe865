import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { FakeBroker } from '../../../test/fakes/mqtt-broker.js'
import { retainedAt } from '../../../test/mqtt-client.js'
import { aNotice, telling } from '../../../test/tellings.js'
import { EventBus } from '../../core/index.js'
import { MqttKeeper } from './keeper.js'
import { MqttExporter } from './mqtt.exporter.js'

const account = { username: 'linky', password: 'pass word-7/é' }
let broker: FakeBroker
let exporter: MqttExporter
let options: Record<string, string | number | boolean>

beforeEach(async () => {
  broker = await FakeBroker.create(account)
  exporter = new MqttExporter(new MqttKeeper(new EventBus()))
  options = { broker: broker.url, ...account, timeoutSeconds: 3, prefix: 'linky' }
})
afterEach(async () => {
  await exporter.onApplicationShutdown()
  await broker.close()
})

const told = () => broker.received.filter(({ destination }) => destination === 'linky/notice')

describe('notices by MQTT', () => {
  it('are one JSON that fires an event in Home Assistant, and stays for who comes later', async () => {
    expect(await exporter.tell(telling(options))).toBe('TOLD')
    const { id, title, text } = aNotice()
    const payload = JSON.parse((await retainedAt(broker.url, account)).get('linky/notice') ?? '') as unknown
    expect(payload).toEqual({
      event_type: 'tempo_tomorrow',
      level: 'warning',
      id,
      title,
      text,
      pdl: null,
      reason: null,
      range: { from: '2026-11-25', to: '2026-11-26' },
      since: '2026-11-24T11:00:00+01:00',
    })
  })

  it('in doubt are looked for at the broker before they are told again', async () => {
    const first = telling(options)
    await exporter.tell(first)
    expect(await exporter.tell({ ...first, isDoubtful: true })).toBe('TOLD')
    expect(told()).toHaveLength(1)
    const other = aNotice({ id: 'ffffffff-6f0c-4f2a-9d8e-1f2a3b4c5d6e' })
    expect(await exporter.tell({ ...first, notice: other, isDoubtful: true })).toBe('TOLD')
    expect(told()).toHaveLength(2)
  })

  it('in doubt stay so where nothing is retained', async () => {
    const unretained = telling({ ...options, retain: false }, { isDoubtful: true })
    expect(await exporter.tell(unretained)).toBe('UNSURE')
    expect(told()).toEqual([])
  })

  it('have not arrived when nobody answers', async () => {
    const nobody = telling({ ...options, broker: 'mqtt://127.0.0.1:9' })
    await expect(exporter.tell(nobody)).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
  })
})
