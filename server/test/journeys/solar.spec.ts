import { afterEach, describe, expect, it } from 'vitest'

import { SolarService } from '../../src/solar/index.js'
import { UsagePointsService } from '../../src/readings/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { publishAt } from '../mqtt-client.js'
import { ACCOUNT, installMosquitto, MosquittoPeer, OTHER_ACCOUNT } from '../peers/mosquitto-peer.js'
import { until, withPeer } from '../peers/peers.js'

const PDL = '01226049119901'
const TOPIC = 'myelectricaldata/panels'

interface Source {
  __typename: string
  state: string
  hasPassword: boolean
  lastValue: number | null
  problem: { code: string } | null
  fields: { path: string; rule: string }[]
}

await withPeer('Mosquitto', installMosquitto, (command) => {
  let peer: MosquittoPeer
  let house: House
  afterEach(async () => {
    await house.close()
    await peer.close()
  })

  async function open(): Promise<void> {
    peer = await MosquittoPeer.start(command)
    house = await openHouse({
      now: '2026-06-21T12:00:00+02:00',
      simulator: { households: [{ pdl: PDL, subscribedPowerKva: 6, pricingOption: 'BASE' }] },
    })
    await house.app.get(UsagePointsService).refresh({ mode: 'auto' })
  }
  const save = async (input: Record<string, unknown>) =>
    (
      await house.ask<{ saveSolarSource: Source }>(
        `mutation ($input: SolarSourceInput!) { saveSolarSource(input: $input) { __typename
          ... on SolarSource { state hasPassword } ... on Problem { fields { path rule } } } }`,
        { input },
      )
    ).saveSolarSource
  const source = async () =>
    (
      await house.ask<{ solarSource: Source }>(
        '{ solarSource { state hasPassword lastValue problem { code } } }',
      )
    ).solarSource
  const is = (state: string) => until(`the source is ${state}`, async () => (await source()).state === state)
  const whole = () => ({
    enabled: true,
    pdl: PDL,
    brokerUrl: peer.url,
    topic: TOPIC,
    jsonPath: 'ENERGY.Total',
    unit: 'KWH',
    ...ACCOUNT,
  })
  /** At a time of the house, and only on: what a broker kept from before has no known time. */
  async function tell(time: string, total: number): Promise<void> {
    house.setClock(`2026-06-21T${time}:00+02:00`)
    await publishAt(peer.url, TOPIC, JSON.stringify({ ENERGY: { Total: total } }), {
      ...ACCOUNT,
      retain: false,
    })
    await until(`${total} has come`, async () => (await source()).lastValue === total)
  }
  const held = async () => {
    await house.app.get(SolarService).idle()
    return house.sql<{ at: string; w: number }>(
      `select to_char(start_at at time zone 'Europe/Paris', 'HH24:MI') as at, power_w as w from solar_load_curve order by start_at`,
    )
  }

  describe('true production on a topic', () => {
    it('is kept by half-hours, over a broker that was away', async () => {
      await open()
      expect(await save(whole())).toMatchObject({ __typename: 'SolarSource', hasPassword: true })
      await is('CONNECTED')
      await tell('12:30', 100)
      await tell('13:00', 100.5)
      await peer.stop()
      await is('FAILING')
      expect((await source()).problem?.code).toBe('PEER_UNREACHABLE')
      await peer.restart()
      await is('CONNECTED')
      await tell('13:20', 100.75)
      await tell('13:30', 101)
      expect(await held()).toEqual([
        { at: '12:30', w: 1000 },
        { at: '13:00', w: 1000 },
      ])
      const noted = await house.sql(`select 1 from change_log where dataset = 'SOLAR_CURVE'`)
      expect(noted).toHaveLength(1)
    })

    it('that says nothing we understand says so, and a stop keeps nothing more', async () => {
      await open()
      await save({ ...whole(), jsonPath: 'power' })
      await is('CONNECTED')
      await publishAt(peer.url, TOPIC, '{"ENERGY":{"Total":1}}', { ...ACCOUNT, retain: false })
      await is('FAILING')
      expect((await source()).problem?.code).toBe('INVALID_INPUT')
      await save({ enabled: false })
      expect((await source()).state).toBe('OFF')
    })

    it('with a wrong password is refused, and with a wrong field not kept', async () => {
      await open()
      await save({ ...whole(), password: OTHER_ACCOUNT.password })
      await is('FAILING')
      expect((await source()).problem?.code).toBe('PEER_REFUSED')
      expect(
        await save({ ...whole(), brokerUrl: 'http://x', topic: 'a/#', jsonPath: 'a..b', pdl: '1' }),
      ).toMatchObject({
        __typename: 'Problem',
        fields: [
          { path: 'pdl', rule: 'unknown' },
          { path: 'brokerUrl', rule: 'pattern' },
          { path: 'topic', rule: 'pattern' },
          { path: 'jsonPath', rule: 'pattern' },
        ],
      })
      const [kept] = await house.sql<{ text: string }>(
        `select string_agg(value::text, ' ') as text from config`,
      )
      expect(kept?.text).not.toContain(OTHER_ACCOUNT.password)
    })
  })
})
