import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { Household } from '../../../test/exported-household.js'
import { FakeJeedom } from '../../../test/fakes/jeedom.js'
import type { JeedomHouse } from '../../../test/fakes/jeedom-house.js'
import { aJeedomHouse } from '../../../test/fakes/jeedom-house.js'

const SEND_AT = [0, 1, 2, 10, 30, 40, 47, 48, 60, 70]
const aHousehold = () => new Household({ range: { from: '2026-03-28', to: '2026-04-01' } })

let house: JeedomHouse
beforeEach(async () => {
  house = await aJeedomHouse(aHousehold())
  house.noteAll()
})
afterEach(() => house.close())

const stateOfANewOne = async () => {
  const other = await aJeedomHouse(house.household)
  other.noteAll()
  await other.courier.deliver()
  const state = other.fake.state()
  await other.close()
  return state
}

describe('a sending that is cut', () => {
  it('ends equal and without a duplicate after ten cuts in the middle', { timeout: 60_000 }, async () => {
    for (const count of SEND_AT) {
      const abort = new AbortController()
      const from = house.fake.received.length
      house.fake.onMessage = () => {
        if (house.fake.received.length - from > count) abort.abort()
      }
      await expect(house.courier.deliver(abort.signal)).rejects.toThrow('abort')
    }
    house.fake.onMessage = () => undefined
    await house.courier.deliver()
    expect(house.courier.pending()).toEqual([])
    expect(house.fake.state()).toEqual(await stateOfANewOne())
    expect(house.fake.store.equipments.size).toBe(1)
  })
})

describe('a Jeedom that does not serve us', () => {
  it.each([
    ['refuses the key', { code: 'PEER_REFUSED', retry: 'never' }, { apiKey: 'an-unknown-key-0123' }, {}],
    ['is shut to the API', { code: 'PEER_REFUSED', retry: 'never' }, {}, { isShut: true }],
    ['restricts the key', { code: 'PEER_REFUSED', retry: 'never' }, {}, { isRestricted: true }],
    [
      'does not answer',
      { code: 'PEER_UNREACHABLE', retry: 'later' },
      { timeoutSeconds: 0.2 },
      { stalls: true },
    ],
    ['is too slow', { code: 'PEER_UNREACHABLE', retry: 'later' }, { timeoutSeconds: 0.2 }, { slowMs: 600 }],
  ])('%s: asks it once', async (_, failure, options, behaviour) => {
    await house.close()
    house = await aJeedomHouse(aHousehold(), options, Object.assign(new FakeJeedom(), behaviour))
    house.noteAll()
    await expect(house.courier.deliver()).rejects.toMatchObject(failure)
    expect(house.fake.calls.length).toBeLessThanOrEqual(1)
    expect(house.courier.deliveredDays).toBe(0)
  })

  it('bans us: waits until it is over', async () => {
    house.fake.isBanned = true
    const failure: unknown = await house.courier.deliver().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'PEER_UNREACHABLE', retry: 'later' })
    const { retryAt } = failure as { retryAt: number }
    expect(Math.round((retryAt - Date.now()) / 60_000)).toBe(10)
    house.fake.isBanned = false
    await house.courier.deliver()
    expect(house.courier.pending()).toEqual([])
  })

  it('has no Virtual plugin: says what to do', async () => {
    house.fake.store.hasVirtualPlugin = false
    await expect(house.courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNSUPPORTED',
      message: expect.stringContaining('install it from the Market') as string,
    })
  })

  it('is another server: sends it no key', async () => {
    const options = { ...house.options, url: house.fake.url.replace('/jeedom', '') }
    const checks = await house.exporter.check(options, new AbortController().signal)
    expect(checks).toMatchObject([{ protocol: 'jsonrpc', outcome: { code: 'PEER_UNREACHABLE' } }])
    expect(house.fake.calls).toEqual([])
  })

  it('was down for days: catches up, and is equal', async () => {
    await house.courier.deliver()
    await house.close()
    house.household.setCurve('CONSUMPTION', house.household.heldDays('CONSUMPTION')[4] ?? never(), () => 50)
    house.noteAll()
    for (let day = 0; day < 3; day++)
      await expect(house.courier.deliver()).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
    await house.fake.listen()
    await house.courier.deliver()
    expect(house.fake.state()).toEqual(await stateOfANewOne())
  })
})

function never(): never {
  throw new Error('the household is too small')
}
