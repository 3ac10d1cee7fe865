import type { Destination } from '../../../test/exporter.contract.js'
import { exporterContract } from '../../../test/exporter.contract.js'
import { ADMIN_KEY, FakeJeedom } from '../../../test/fakes/jeedom.js'
import { Clock } from '../../core/index.js'
import { equipmentIdOf } from './catalogue.js'
import { JeedomExporter } from './jeedom.exporter.js'

const WRONG_KEY = 'a-key-that-was-revoked'

exporterContract('Jeedom (fake)', async (): Promise<Destination> => {
  const fake = await new FakeJeedom().listen()
  const bare = await new FakeJeedom().listen()
  bare.store.hasVirtualPlugin = false
  const options = { url: fake.url, apiKey: ADMIN_KEY, timeoutSeconds: 5, curveDays: 8 }
  return {
    exporter: new JeedomExporter(new Clock()),
    options,
    secrets: [ADMIN_KEY, WRONG_KEY],
    faults: [
      {
        name: 'wrong key',
        options: { ...options, apiKey: WRONG_KEY },
        protocol: 'key',
        code: 'PEER_REFUSED',
      },
      {
        name: 'nobody there',
        options: { ...options, url: 'http://127.0.0.1:9' },
        protocol: 'jsonrpc',
        code: 'PEER_UNREACHABLE',
      },
      {
        name: 'no Virtual plugin',
        options: { ...options, url: bare.url },
        protocol: 'virtual',
        code: 'PEER_UNSUPPORTED',
      },
      {
        name: 'a command that is not there',
        options: { ...options, commandsFrom: 'MAP', commands: { consumption_day: '7' } },
        protocol: 'commands',
        code: 'PEER_UNSUPPORTED',
      },
    ],
    state: () => Promise.resolve(fake.state()),
    dayWh: (pdl, direction, day) => {
      const { live } = fake.command(equipmentIdOf(pdl), `${direction.toLowerCase()}_day`)
      const value = live.get(`${day} 00:00:00`)
      return Promise.resolve(value === undefined ? null : Number(value))
    },
    received: () => fake.received,
    dieAfter: (messages) => fake.dieAfter(messages),
    revive: async () => {
      await fake.close()
      await fake.listen()
    },
    swallow: (on) => {
      fake.swallows = on ? 'all' : 'nothing'
    },
    stall: () => {
      fake.stalls = true
    },
    damage: () => {
      const [equipment] = fake.store.equipments.values()
      const { live } = fake.command(String(equipment?.attributes.logicalId), 'consumption_day')
      live.set([...live.keys()][3] ?? '', '1')
    },
    close: async () => {
      await fake.close()
      await bare.close()
    },
  }
})
