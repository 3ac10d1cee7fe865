import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'

import type { Destination } from '../../../test/exporter.contract.js'
import { Courier } from '../../../test/exporter.contract.js'
import { Household, PDL } from '../../../test/exported-household.js'
import type { HouseholdOptions } from '../../../test/exported-household.js'
import type { FakeOptions } from '../../../test/fakes/home-assistant.js'
import { FakeHomeAssistant, TOKEN } from '../../../test/fakes/home-assistant.js'
import { addDays, AppError, parseInstant, startOf, toDay } from '../../core/index.js'
import { HomeAssistantExporter } from './home-assistant.exporter.js'
import { HomeAssistantSocket } from './socket.js'

const CONSUMPTION = `myelectricaldata:${PDL}_consumption`
const exporter = new HomeAssistantExporter()
const open: FakeHomeAssistant[] = []
afterEach(async () => {
  for (const fake of open.splice(0)) await fake.close()
})

async function started(options: FakeOptions = {}) {
  const fake = await FakeHomeAssistant.start(options)
  open.push(fake)
  return fake
}

function courierTo(
  fake: FakeHomeAssistant,
  household: Household,
  more: Destination['options'] = {},
): Courier {
  const options = { url: fake.url, token: TOKEN, readBackSeconds: 2, answerSeconds: 5, ...more }
  const unused = {
    secrets: [],
    faults: [],
    state: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  }
  const courier = new Courier({ exporter, options, ...unused }, household)
  courier.note(household.allChanges(exporter.datasets))
  return courier
}

function sums(fake: FakeHomeAssistant, id = CONSUMPTION): number[] {
  return fake.recorder.sorted(id).map(([, { sum }]) => sum ?? NaN)
}

const isGrowing = (values: readonly number[]) =>
  values.every((value, index) => value >= (values[index - 1] ?? 0))

/** One without contract, so that each direction is one statistic. */
function aHousehold(options?: HouseholdOptions): Household {
  const household = new Household(options)
  household.contracts.clear()
  return household
}

describe('Home Assistant of every age', () => {
  it.each(['2024.3.3', '2025.10.4', '2025.11.0', '2026.3.1'])('%s takes our statistics', async (version) => {
    const fake = await started({ version })
    await courierTo(fake, aHousehold()).deliver()
    expect(sums(fake).length).toBeGreaterThan(300)
  })

  it('is asked once more in the words of the other age, and so for the whole connection', async () => {
    const fake = await started({ version: '2025.10.0' })
    const refusals = vi.spyOn(fake.recorder, 'check')
    vi.spyOn(fake, 'version', 'get').mockReturnValue('2025.12.0')
    await courierTo(fake, aHousehold()).deliver()
    expect(refusals.mock.results.map(({ type }) => type)).toEqual(['throw', 'return', 'return'])
  })

  it.each(['2026.2.1', '2026.3.0'])('%s takes our meters in its Energy dashboard', async (version) => {
    const fake = await started({ version })
    fake.energySources = [{ type: 'solar', stat_energy_from: 'sensor.roof' }]
    const delivery = courierTo(fake, aHousehold()).delivery()
    expect(await exporter.install(delivery)).toEqual({ records: 2 })
    expect(await exporter.install(delivery)).toEqual({ records: 0 })
    expect(fake.energySources).toHaveLength(2)
  })
})

describe('a token that is refused', () => {
  it('is tried once', async () => {
    const fake = await started()
    await expect(courierTo(fake, aHousehold(), { token: 'revoked' }).deliver()).rejects.toMatchObject({
      code: 'PEER_REFUSED',
      retry: 'never',
    })
    expect(fake.logins).toBe(1)
  })
})

describe('the connection', () => {
  it('is not given a frame that would kill it', async () => {
    const fake = await started()
    const access = { url: fake.url, token: TOKEN, answerMs: 5000 }
    const socket = await HomeAssistantSocket.open(access, new AbortController().signal)
    await expect(socket.command('x', { text: 'x'.repeat(4_200_000) })).rejects.toMatchObject({
      code: 'PEER_DROPPED',
    })
    await expect(socket.command('auth/current_user')).resolves.toMatchObject({ is_admin: true })
    socket.close()
  })

  it('says so when what answers is not a Home Assistant', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    server.on('connection', (socket) => {
      socket.send('hello')
    })
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const access = { url: `http://127.0.0.1:${port}`, token: TOKEN, answerMs: 1000 }
    const failure: unknown = await HomeAssistantSocket.open(access, new AbortController().signal).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ code: 'PEER_UNSUPPORTED' })
    server.close()
  })

  it('warns of another zone and another currency', async () => {
    const fake = await started({ zone: 'America/New_York', currency: 'USD' })
    const [rest] = await exporter.check({ url: fake.url, token: TOKEN }, new AbortController().signal)
    expect(rest?.outcome).toMatchObject({ peer: 'Home Assistant 2026.2.1', warnings: [{}, {}] })
  })
})

describe('the history', () => {
  it('is imported anew when older days come', async () => {
    const [fake, household] = [await started(), aHousehold({ directions: ['CONSUMPTION'] })]
    const courier = courierTo(fake, household)
    await courier.deliver()
    expect(fake.clears).toEqual([])
    const older = toDay('2026-03-01')
    household.setDay('CONSUMPTION', older, 7000)
    courier.note(household.changesOf('CONSUMPTION', [older], exporter.datasets))
    await courier.deliver()
    expect(fake.clears).toEqual([[CONSUMPTION]])
    expect(fake.recorder.sorted(CONSUMPTION)[0]).toEqual([startOf(older), { state: 7, sum: 7 }])
    expect(sums(fake)[1]).toBe(16)
  })

  it('comes back when somebody cleared it, though nothing changed', async () => {
    const fake = await started()
    const courier = courierTo(fake, aHousehold())
    await courier.deliver()
    const before = sums(fake)
    fake.recorder.statistics.clear()
    await courier.deliver()
    expect(sums(fake)).toEqual(before)
  })

  it('of another client goes on: its rows stay, ours follow its sum, and a purge leaves both', async () => {
    const [fake, household] = [await started(), aHousehold({ directions: ['CONSUMPTION'] })]
    const id = `linky:${PDL}`
    const old = parseInstant('2025-01-01T00:00:00+01:00')
    const overlap = startOf(toDay('2026-03-20')) + 5 * 60 * 60_000
    fake.recorder.statistics.set(
      id,
      new Map([
        [old, { state: 400, sum: 400 }],
        [overlap, { state: 1, sum: 401 }],
      ]),
    )
    const courier = courierTo(fake, household, { idNames: 'ha_linky' })
    await courier.deliver()
    const [first, second, third] = fake.recorder.sorted(id)
    expect(first).toEqual([old, { state: 400, sum: 400 }])
    expect(second?.[1]).toEqual({ state: 9000, sum: 9400 })
    expect(third).toEqual([overlap, { state: 0, sum: 9400 }])
    const before = sums(fake, id)
    household.setDay('CONSUMPTION', toDay('2026-03-10'), 5000)
    courier.note(household.changesOf('CONSUMPTION', [toDay('2026-03-10')], exporter.datasets))
    await courier.deliver()
    expect(fake.clears).toEqual([])
    expect(sums(fake, id).at(-1)).toBeCloseTo((before.at(-1) ?? 0) + 5000, 3)
    expect(isGrowing(sums(fake, id))).toBe(true)
    await exporter.purge(courier.delivery())
    expect(fake.recorder.statistics.has(id)).toBe(true)
  })

  it('that other rows follow goes on without taking energy back', async () => {
    const [fake, household] = [await started(), aHousehold({ directions: ['CONSUMPTION'] })]
    await courierTo(fake, household).deliver()
    const last = household.heldDays('CONSUMPTION').at(-1) ?? toDay('2026-04-05')
    household.forget('CONSUMPTION', last)
    household.forget('CONSUMPTION', addDays(last, -3))
    const courier = courierTo(fake, household)
    await courier.deliver()
    expect(isGrowing(sums(fake))).toBe(true)
    const verified = await exporter.verify(courier.delivery(), {
      from: toDay('2026-03-01'),
      to: toDay('2026-05-01'),
    })
    expect(verified.differences).toEqual([])
  })

  it('waits for what a cut left in the queue of Home Assistant before it compares', async () => {
    const [fake, household] = [
      await started({ writeDelayMs: 400 }),
      aHousehold({ directions: ['CONSUMPTION'] }),
    ]
    const courier = courierTo(fake, household, { states: false })
    const abort = new AbortController()
    vi.spyOn(fake.recorder, 'import').mockImplementationOnce((command) => {
      setTimeout(() => {
        abort.abort()
      }, 50)
      fake.recorder.import(command)
    })
    await expect(courier.deliver(abort.signal)).rejects.toThrow()
    expect(sums(fake)).toEqual([])
    const received = fake.received.length
    await courier.deliver()
    expect(fake.received).toHaveLength(received)
    expect(courier.pending()).toEqual([])
  })

  it('survives the loss of what we remember of it', async () => {
    const [fake, household] = [await started(), aHousehold()]
    await courierTo(fake, household).deliver()
    const before = sums(fake)
    await courierTo(fake, household).deliver()
    expect(sums(fake)).toEqual(before)
  })
})

describe('the entities', () => {
  it('are pushed again after a restart, and only then', async () => {
    const fake = await started()
    const courier = courierTo(fake, aHousehold())
    await courier.deliver()
    const pushed = fake.received.length
    await courier.deliver()
    expect(fake.received).toHaveLength(pushed)
    const states = new Map(fake.states)
    fake.restart()
    expect(await courier.deliver()).toBe(states.size)
    expect(fake.states).toEqual(states)
  })

  it('are left alone when they are turned off', async () => {
    const fake = await started()
    await courierTo(fake, aHousehold(), { states: false }).deliver()
    expect(fake.states.size).toBe(0)
  })
})
