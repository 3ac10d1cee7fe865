import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { EventBus } from '../../src/core/index.js'
import { MqttKeeper } from '../../src/export/mqtt/keeper.js'
import { MqttExporter } from '../../src/export/mqtt/mqtt.exporter.js'
import { Household, PDL } from '../exported-household.js'
import { Courier } from '../exporter.contract.js'
import { retainedAt } from '../mqtt-client.js'
import { HA_VERSION, HomeAssistantPeer, installHomeAssistant } from './home-assistant-peer.js'
import { ACCOUNT, installMosquitto, MosquittoPeer } from './mosquitto-peer.js'
import { until, withPeer } from './peers.js'

interface State {
  readonly entity_id: string
  readonly state: string
  readonly attributes: Readonly<Record<string, unknown>>
}

const install = async () => ({ mosquitto: await installMosquitto(), house: await installHomeAssistant() })

await withPeer(`Home Assistant ${HA_VERSION} through Mosquitto`, install, ({ mosquitto, house }) => {
  let broker: MosquittoPeer
  let peer: HomeAssistantPeer
  const bus = new EventBus()
  const exporter = new MqttExporter(new MqttKeeper(bus))
  const household = new Household()

  const courierOf = () =>
    new Courier(
      {
        exporter,
        options: { broker: broker.url, ...ACCOUNT, language: 'en', v1Sensor: true, referenceTopics: true },
        secrets: [],
        faults: [],
        state: () => Promise.resolve(null),
        close: () => exporter.onApplicationShutdown(),
      },
      household,
    )
  const headers = () => ({ Authorization: `Bearer ${peer.token}` })
  const states = async (): Promise<readonly State[]> => {
    const answer = await fetch(`${peer.url}/api/states`, { headers: headers() })
    return (await answer.json()) as State[]
  }
  const stateOf = async (id: string) => (await states()).find(({ entity_id: entityId }) => entityId === id)
  const configs = async () =>
    [...(await retainedAt(broker.url, broker.admin))].filter(([topic]) => topic.endsWith('/config'))

  beforeAll(async () => {
    broker = await MosquittoPeer.start(mosquitto)
    peer = await HomeAssistantPeer.start(house)
    await peer.stop()
    await writeFile(join(peer.folder, '.storage', 'core.config_entries'), mqttEntry(broker))
    await peer.restart()
    const courier = courierOf()
    courier.note(household.allChanges(exporter.datasets))
    await courier.deliver()
  })
  afterAll(async () => {
    await exporter.onApplicationShutdown()
    await peer.close()
    await broker.close()
  })

  it('has every entity that was announced, each with its state, and complains of none', async () => {
    const announced = (await configs()).map(([, payload]) => JSON.parse(payload) as Record<string, string>)
    expect(announced.length).toBeGreaterThan(80)
    const missing = async () => {
      const there = new Set((await states()).map(({ entity_id: id }) => id))
      return announced.map((config) => config['default_entity_id'] ?? '').filter((id) => !there.has(id))
    }
    await until('all entities are there', async () => (await missing()).length === 0).catch(async () => {
      expect(await missing()).toEqual([])
    })
    const total = `sensor.${PDL}_consumption`
    await until('they have states', async () => (await stateOf(total))?.state !== 'unknown')
    expect(await stateOf(total)).toMatchObject({
      state: '168.194',
      attributes: { unit_of_measurement: 'kWh', device_class: 'energy', state_class: 'total_increasing' },
    })
    expect(await stateOf(`sensor.${PDL}_last_day`)).toMatchObject({
      state: '10.13',
      attributes: { state_class: 'total', last_reset: '2026-04-05T00:00:00+02:00' },
    })
    expect(await stateOf(`sensor.${PDL}_week`)).toMatchObject({ state: 'unknown' })
    expect(await stateOf(`binary_sensor.${PDL}_problem`)).toMatchObject({ state: 'off' })
    expect(await stateOf('sensor.linky_local_tempo_today')).toMatchObject({ state: 'UNKNOWN' })
    expect(await stateOf('sensor.linky_local_ecowatt_j0')).toMatchObject({
      state: '1',
      attributes: { date: '2026-04-06' },
    })
    expect(await stateOf(`sensor.myelectricaldata_linky_${PDL}_consumption`)).toMatchObject({
      state: '10.13',
      attributes: { serviceEnedis: 'myElectricalData', typeCompteur: 'consommation' },
    })
    expect(await complaints(peer)).toEqual([])
  })

  it('asks for a sync by its button', async () => {
    const asked: unknown[] = []
    bus.on('SyncRequested', 'test', (event) => void asked.push(event))
    await fetch(`${peer.url}/api/services/button/press`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify({ entity_id: `button.${PDL}_sync` }),
    })
    await until('it is asked', () => Promise.resolve(asked.length > 0))
    expect(asked).toEqual([{ pdl: PDL }])
  })

  it('has them all again after its restart', async () => {
    const before = (await states()).map(({ entity_id: id, state }) => [id, state])
    await peer.stop()
    await peer.restart()
    await until('they are back', async () => {
      const now = new Map((await states()).map(({ entity_id: id, state }) => [id, state]))
      return before.every(([id = '', state]) => id.startsWith('button.') || now.get(id) === state)
    })
  })

  it('loses those that are no longer exported', async () => {
    const courier = courierOf()
    await exporter.purge(courier.delivery())
    await until('they are gone', async () => (await stateOf(`sensor.${PDL}_consumption`)) === undefined)
    const left = (await states()).filter(
      ({ entity_id: id }) => id.includes(PDL) || id.includes('linky_local'),
    )
    expect(left).toEqual([])
  })
})

function mqttEntry({ url, admin }: MosquittoPeer): string {
  const data = { broker: '127.0.0.1', port: Number(new URL(url).port), ...admin }
  const entry = {
    entry_id: '0123456789abcdef0123456789abcdef',
    version: 1,
    minor_version: 1,
    domain: 'mqtt',
    title: 'Mosquitto',
    data,
    options: {},
    pref_disable_new_entities: false,
    pref_disable_polling: false,
    source: 'user',
    unique_id: null,
    disabled_by: null,
  }
  return JSON.stringify({
    version: 1,
    minor_version: 1,
    key: 'core.config_entries',
    data: { entries: [entry] },
  })
}

async function complaints(peer: HomeAssistantPeer): Promise<string[]> {
  const log = await readFile(join(peer.folder, 'home-assistant.log'), 'utf8')
  return log.split('\n').filter((line) => /WARNING|ERROR/.test(line) && /mqtt|sensor|button/i.test(line))
}
