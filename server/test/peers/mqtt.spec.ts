import { readFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { connect as connectTcp, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { connectAsync } from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'

import { AppError, EventBus } from '../../src/core/index.js'
import type { ExportMessage, OptionValues } from '../../src/export/index.js'
import { MqttKeeper } from '../../src/export/mqtt/keeper.js'
import { MqttExporter } from '../../src/export/mqtt/mqtt.exporter.js'
import { Household, PDL } from '../exported-household.js'
import type { Destination } from '../exporter.contract.js'
import { Courier, exporterContract } from '../exporter.contract.js'
import { isHandshake } from '../fakes/mqtt-broker.js'
import { publishAt, retainedAt } from '../mqtt-client.js'
import type { MosquittoOptions } from './mosquitto-peer.js'
import { ACCOUNT, installMosquitto, MosquittoPeer, OTHER_ACCOUNT } from './mosquitto-peer.js'
import { until, withPeer } from './peers.js'

const STATUS = 'myelectricaldata/bridge/status'
const CONSUMPTION = `myelectricaldata/${PDL}/consumption`
const never = () => new AbortController().signal

await withPeer('Mosquitto', installMosquitto, (command) => {
  const open: { close(): Promise<unknown> }[] = []
  const opened = <T extends { close(): Promise<unknown> }>(one: T): T => {
    open.push(one)
    return one
  }
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
  })

  exporterContract('MQTT (Mosquitto, 5)', () => destination(command, '5'), { timeoutMs: 120_000 })
  exporterContract('MQTT (Mosquitto, 3.1.1)', () => destination(command, '3.1.1'), { timeoutMs: 120_000 })

  const aBroker = async (options?: MosquittoOptions) => opened(await MosquittoPeer.start(command, options))
  const aHouse = (peer: Pick<MosquittoPeer, 'url'>, more: OptionValues = {}) => {
    const bus = new EventBus()
    const exporter = new MqttExporter(new MqttKeeper(bus))
    opened({ close: () => exporter.onApplicationShutdown() })
    const options = { broker: peer.url, ...ACCOUNT, timeoutSeconds: 5, ...more }
    const household = new Household()
    const courier = new Courier(
      {
        exporter,
        options,
        secrets: [],
        faults: [],
        state: () => Promise.resolve(null),
        close: () => exporter.onApplicationShutdown(),
      },
      household,
    )
    courier.note(household.allChanges(exporter.datasets))
    return { bus, exporter, options, household, courier }
  }

  describe('an encrypted line', () => {
    it('wants the authority that signed the certificate, then carries everything', async () => {
      const peer = await aBroker({ isEncrypted: true })
      const { exporter, options } = aHouse(peer)
      const untrusted = await exporter.check(options, never())
      expect(untrusted.map(({ protocol }) => protocol)).toEqual(['tcp', 'tls'])
      expect(untrusted.at(-1)?.outcome).toMatchObject({ code: 'PEER_TLS' })
      const { courier } = aHouse(peer, { tlsCa: text(peer, 'ca.crt') })
      expect(await courier.deliver()).toBeGreaterThan(0)
      expect(courier.pending()).toEqual([])
    })

    it('shows its client certificate where one is wanted', async () => {
      const peer = await aBroker({ isEncrypted: true, wantsClientCertificate: true })
      const tlsCa = text(peer, 'ca.crt')
      const without = aHouse(peer, { tlsCa })
      await expect(without.courier.deliver()).rejects.toBeInstanceOf(AppError)
      const pair = { tlsCertificate: text(peer, 'client.crt'), tlsKey: text(peer, 'client.key') }
      const { courier } = aHouse(peer, { tlsCa, ...pair })
      expect(await courier.deliver()).toBeGreaterThan(0)
    })
  })

  describe('an access list that forbids writing', () => {
    it('is told at once by MQTT 5', async () => {
      const peer = await aBroker()
      const { exporter, options, courier } = aHouse(peer, OTHER_ACCOUNT)
      const checks = await exporter.check(options, never())
      expect(checks.at(-1)).toMatchObject({ protocol: 'read-back', outcome: { code: 'PEER_REFUSED' } })
      await expect(courier.deliver()).rejects.toMatchObject({ code: 'PEER_REFUSED', retry: 'never' })
      expect(courier.deliveredDays).toBe(0)
    })

    it('is found by reading back in MQTT 3.1.1', async () => {
      const peer = await aBroker()
      const { exporter, options, courier } = aHouse(peer, { ...OTHER_ACCOUNT, protocol: '3.1.1' })
      const checks = await exporter.check(options, never())
      expect(checks.at(-1)).toMatchObject({ protocol: 'read-back', outcome: { code: 'PEER_DROPPED' } })
      await expect(courier.deliver()).rejects.toMatchObject({ code: 'PEER_DROPPED' })
      expect(courier.deliveredDays).toBe(0)
    })
  })

  it('never knocks again by itself when its password is refused', async () => {
    const peer = await aBroker()
    const { exporter, options, courier } = aHouse(peer, { password: 'guess' })
    await exporter.start({ options, memory: courier.memory })
    await until('it knocked', () => Promise.resolve(peer.log.includes('not authorised')))
    await wait(4000)
    expect(peer.log.match(/New connection from/g)).toHaveLength(2)
  })

  it('is there, says so, and its absence is said for it', async () => {
    const peer = await aBroker()
    const { exporter, courier } = aHouse(peer)
    await courier.deliver()
    expect((await retainedAt(peer.url, peer.admin)).get(STATUS)).toBe('online')
    await exporter.release(courier.memory)
    expect((await retainedAt(peer.url, peer.admin)).get(STATUS)).toBe('offline')
    const line = opened(await Line.to(peer.url))
    const other = aHouse({ url: line.url })
    await other.courier.deliver()
    expect((await retainedAt(peer.url, peer.admin)).get(STATUS)).toBe('online')
    line.cut()
    await until('the will is told', async () =>
      Promise.resolve((await retainedAt(peer.url, peer.admin)).get(STATUS) === 'offline'),
    )
  })

  it('comes back by itself after a restart of the broker, which kept everything', async () => {
    const peer = await aBroker()
    const { courier } = aHouse(peer)
    await courier.deliver()
    const before = await retainedAt(peer.url, peer.admin)
    await peer.restart()
    await until('it is back', async () => (await retainedAt(peer.url, peer.admin)).get(STATUS) === 'online')
    expect(await retainedAt(peer.url, peer.admin)).toEqual(before)
    const spy = opened(await Spy.on(peer))
    await courier.deliver()
    expect(spy.messages).toEqual([])
  })

  it('tells everything again to a broker that forgot', async () => {
    const peer = await aBroker({ forgets: true })
    const { courier, bus } = aHouse(peer)
    const asked: unknown[] = []
    bus.on('ResendRequested', 'test', (event) => void asked.push(event))
    await courier.deliver()
    const before = await retainedAt(peer.url, peer.admin)
    await peer.restart()
    expect(await retainedAt(peer.url, peer.admin)).not.toEqual(before)
    await until('all is there again', async () => {
      const now = await retainedAt(peer.url, peer.admin)
      return now.size === before.size && [...before].every(([topic, payload]) => now.get(topic) === payload)
    })
    await until('a run is asked', () => Promise.resolve(asked.length > 0))
    expect(asked).toEqual([{ kind: 'MQTT', pdl: null }])
  })

  it('delivers through a slow line', async () => {
    const peer = await aBroker()
    const line = opened(await Line.to(peer.url, 700))
    const { courier } = aHouse({ url: line.url }, { timeoutSeconds: 20 })
    expect(await courier.deliver()).toBeGreaterThan(0)
    expect(courier.pending()).toEqual([])
  })

  it('catches up when the broker was not there for days', async () => {
    const peer = await aBroker()
    const { courier, household, exporter } = aHouse(peer)
    await courier.deliver()
    await peer.stop()
    const [late = '', corrected = ''] = household.heldDays('CONSUMPTION').slice(4)
    for (const day of [late, corrected] as ReturnType<Household['heldDays']>) {
      household.setCurve('CONSUMPTION', day, () => 150)
      courier.note(household.changesOf('CONSUMPTION', [day], exporter.datasets))
      await expect(courier.deliver()).rejects.toMatchObject({ code: 'PEER_UNREACHABLE', retry: 'later' })
    }
    await peer.restart()
    const spy = opened(await Spy.on(peer))
    await courier.deliver()
    expect(courier.pending()).toEqual([])
    const topics = spy.messages.map(({ destination }) => destination)
    expect(topics).toContain(CONSUMPTION)
    expect(new Set(topics).size).toBe(topics.length)
    expect(topics.some((topic) => topic.endsWith('/config'))).toBe(false)
  })

  it('hears orders, and no order of the past', async () => {
    const peer = await aBroker()
    await publishAt(peer.url, 'myelectricaldata/cmd/resend', 'PRESS', peer.admin)
    const { bus, courier } = aHouse(peer)
    const heard: unknown[] = []
    bus.on('SyncRequested', 'test', (event) => void heard.push(['sync', event]))
    bus.on('ResendRequested', 'test', (event) => void heard.push(['resend', event]))
    await courier.deliver()
    const spy = opened(await Spy.on(peer))
    const press = (topic: string) =>
      publishAt(peer.url, `myelectricaldata/${topic}`, 'PRESS', { ...peer.admin, retain: false })
    await press('cmd/sync')
    await press(`${PDL}/cmd/sync`)
    await press(`${PDL}/cmd/resend`)
    await until('all is heard', () => Promise.resolve(heard.length === 3))
    expect(heard).toEqual([
      ['sync', { pdl: null }],
      ['sync', { pdl: PDL }],
      ['resend', { kind: 'MQTT', pdl: PDL }],
    ])
    expect(spy.messages.map(({ destination }) => destination)).toContain(CONSUMPTION)
    expect(spy.messages.map(({ destination }) => destination)).not.toContain('myelectricaldata/tempo/today')
  })

  it('shows itself again at the birth of Home Assistant', async () => {
    const peer = await aBroker()
    const { courier } = aHouse(peer)
    await courier.deliver()
    const expected = [...(await retainedAt(peer.url, peer.admin)).keys()].filter((topic) => topic !== STATUS)
    const spy = opened(await Spy.on(peer))
    await publishAt(peer.url, 'homeassistant/status', 'online', { ...peer.admin, retain: false })
    const told = () =>
      spy.messages.map(({ destination }) => destination).filter((topic) => topic !== 'homeassistant/status')
    await until('all is told again', () => Promise.resolve(told().length >= expected.length))
    expect(told().sort()).toEqual(expected)
  })

  it('moves entities from one form of discovery to the other without losing them', async () => {
    const peer = await aBroker()
    const { exporter, courier, options } = aHouse(peer)
    await courier.deliver()
    const before = [...(await retainedAt(peer.url, peer.admin)).keys()].filter((topic) =>
      topic.endsWith('/config'),
    )
    const spy = opened(await Spy.on(peer))
    const delivery = { ...courier.delivery(), options: { ...options, discoveryForm: 'device' } }
    await exporter.install(delivery)
    const told = spy.messages.filter(({ destination }) => destination.startsWith('homeassistant/'))
    const moving = told.slice(0, before.length)
    const leaving = told.slice(before.length + 2)
    const topics = (messages: typeof told) => messages.map(({ destination }) => destination).sort()
    expect(topics(moving)).toEqual(before)
    expect(new Set(moving.map(({ payload }) => payload))).toEqual(new Set(['{"migrate_discovery":true}']))
    expect(topics(told.slice(before.length, -leaving.length))).toEqual([
      'homeassistant/device/myelectricaldata/config',
      `homeassistant/device/myelectricaldata_${PDL}/config`,
    ])
    expect(topics(leaving)).toEqual(before)
    expect(new Set(leaving.map(({ payload }) => payload))).toEqual(new Set(['']))
    const after = [...(await retainedAt(peer.url, peer.admin)).keys()].filter((topic) =>
      topic.endsWith('/config'),
    )
    expect(after).toEqual([
      'homeassistant/device/myelectricaldata/config',
      `homeassistant/device/myelectricaldata_${PDL}/config`,
    ])
  })

  it('clears what is no longer exported, and the former prefix', async () => {
    const peer = await aBroker()
    const { exporter, courier, options } = aHouse(peer, {
      prefix: 'myelectricaldata/home',
      valuesApart: true,
    })
    await courier.deliver()
    const next = { ...options, prefix: 'myelectricaldata', valuesApart: false, discovery: false }
    await exporter.repair({ ...courier.delivery(), options: next })
    const topics = [...(await retainedAt(peer.url, peer.admin)).keys()]
    expect(topics.filter((topic) => topic.startsWith('homeassistant/'))).toEqual([])
    expect(topics.filter((topic) => topic.startsWith('myelectricaldata/home/'))).toEqual([])
    expect(topics).toContain(CONSUMPTION)
    expect(topics).not.toContain(`${CONSUMPTION}/week/kwh`)
  })

  it('hears back what it sends without retaining it', async () => {
    const peer = await aBroker()
    const { courier } = aHouse(peer, { retain: false })
    expect(await courier.deliver()).toBeGreaterThan(0)
    expect(courier.pending()).toEqual([])
    expect((await retainedAt(peer.url, peer.admin)).has(CONSUMPTION)).toBe(false)
  })
})

async function destination(command: string, protocol: '5' | '3.1.1'): Promise<Destination> {
  const peer = await MosquittoPeer.start(command)
  const exporter = new MqttExporter(new MqttKeeper(new EventBus()))
  const options = { broker: peer.url, ...ACCOUNT, protocol, timeoutSeconds: 5, v1Sensor: true }
  let spy = await Spy.on(peer)
  let left = Infinity
  const watch = () => {
    spy.heard = () => {
      if (--left <= 0) void peer.stop('SIGKILL')
    }
  }
  watch()
  return {
    exporter,
    options,
    secrets: [ACCOUNT.password],
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
        name: 'another prefix than its own',
        options: { ...options, prefix: 'elsewhere' },
        protocol: 'read-back',
        code: protocol === '5' ? 'PEER_REFUSED' : 'PEER_DROPPED',
      },
    ],
    state: async () => [...(await retainedAt(peer.url, peer.admin))],
    received: () => spy.messages,
    dieAfter: async (messages) => {
      left = messages
      if (messages === 0) await peer.stop('SIGKILL')
    },
    revive: async () => {
      left = Infinity
      await peer.restart()
      await spy.close()
      spy = await Spy.on(peer)
      watch()
    },
    damage: () => publishAt(peer.url, CONSUMPTION, '{"total_kwh":1}', peer.admin),
    close: async () => {
      await exporter.onApplicationShutdown()
      await spy.close()
      await peer.close()
    },
  }
}

/** Somebody who hears everything that is published from now on. */
class Spy {
  readonly messages: Pick<ExportMessage, 'destination' | 'payload'>[] = []
  heard: () => void = () => undefined

  private constructor(private readonly client: Awaited<ReturnType<typeof connectAsync>>) {}

  static async on(peer: MosquittoPeer): Promise<Spy> {
    const client = await connectAsync(peer.url, {
      ...peer.admin,
      protocolVersion: 5,
      reconnectPeriod: 0,
      clientId: `test-spy-${Math.random()}`,
    })
    client.on('error', () => undefined)
    const spy = new Spy(client)
    client.on('message', (topic, payload, { retain }) => {
      if (retain || isHandshake(topic)) return
      spy.messages.push({ destination: topic, payload: payload.toString() })
      spy.heard()
    })
    await client.subscribeAsync('#', { qos: 0 })
    return spy
  }

  async close(): Promise<void> {
    await this.client.endAsync(true)
  }
}

/** A line to a broker, slow on demand, and that can be cut. */
class Line {
  private constructor(
    private readonly server: Server,
    private readonly ends: Set<{ destroy(): unknown }>,
  ) {}

  static async to(url: string, delayMs = 0): Promise<Line> {
    const ends = new Set<{ destroy(): unknown }>()
    const server = createServer((near) => {
      const far = connectTcp(Number(new URL(url).port), '127.0.0.1')
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        ends.add(from)
        from.on('error', () => undefined)
        from.on('close', () => to.destroy())
        from.on('data', (part) => setTimeout(() => to.writable && to.write(part), delayMs))
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Line(server, ends)
  }

  get url(): string {
    return `mqtt://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  cut(): void {
    this.server.close()
    for (const end of this.ends) end.destroy()
  }

  close(): Promise<void> {
    this.cut()
    return Promise.resolve()
  }
}

function text(peer: MosquittoPeer, file: string): string {
  return readFileSync(join(peer.folder, file), 'utf8')
}
