import { expect } from 'vitest'

import { PDL } from '../../../test/exported-household.js'
import type { Destination } from '../../../test/exporter.contract.js'
import { exporterContract } from '../../../test/exporter.contract.js'
import { FakeBroker } from '../../../test/fakes/mqtt-broker.js'
import { publishAt, retainedAt } from '../../../test/mqtt-client.js'
import { EventBus } from '../../core/index.js'
import { MqttKeeper } from './keeper.js'
import { MqttExporter } from './mqtt.exporter.js'

const PASSWORD = 'pass word-7/é'
const account = { username: 'linky', password: PASSWORD }

exporterContract('MQTT (aedes, 3.1.1)', async (): Promise<Destination> => {
  const broker = await FakeBroker.create(account)
  const exporter = new MqttExporter(new MqttKeeper(new EventBus()))
  const options = { broker: broker.url, ...account, timeoutSeconds: 3, v1Sensor: true, referenceTopics: true }
  return {
    exporter,
    options,
    secrets: [PASSWORD],
    faults: [
      {
        name: 'password',
        options: { ...options, password: 'guess' },
        protocol: 'mqtt',
        code: 'PEER_REFUSED',
      },
      {
        name: 'nobody there',
        options: { ...options, broker: 'mqtt://127.0.0.1:9' },
        protocol: 'tcp',
        code: 'PEER_UNREACHABLE',
      },
      {
        name: 'plain where encrypted is wanted',
        options: { ...options, broker: broker.url.replace('mqtt:', 'mqtts:') },
        protocol: 'tls',
        code: 'PEER_TLS',
      },
    ],
    state: async () => [...(await retainedAt(broker.url, account))],
    received: () => broker.received,
    dieAfter: (messages) => broker.dieAfter(messages),
    revive: () => broker.revive(),
    swallow: (on) => {
      broker.swallows = on
    },
    stall: () => {
      broker.stalls = true
    },
    damage: async () => {
      const topic = `myelectricaldata/${PDL}/consumption`
      const held = (await retainedAt(broker.url, account)).get(topic)
      expect(held).toContain('"day_kwh":')
      await publishAt(broker.url, topic, String(held).replace('"day_kwh":', '"day_kwh":9'), account)
    },
    close: async () => {
      await exporter.onApplicationShutdown()
      await broker.close()
    },
  }
})
