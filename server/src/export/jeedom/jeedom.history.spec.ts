import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { Household, PDL } from '../../../test/exported-household.js'
import { ADMIN_KEY } from '../../../test/fakes/jeedom.js'
import type { JeedomHouse } from '../../../test/fakes/jeedom-house.js'
import { aJeedomHouse } from '../../../test/fakes/jeedom-house.js'
import { addDays, toDay } from '../../core/index.js'
import { equipmentIdOf } from './catalogue.js'
import { JeedomClient } from './client.js'
import { settingsOf } from './settings.js'

const OURS = equipmentIdOf(PDL)
const DAY = toDay('2026-03-29')
const EVER = { from: toDay('2026-03-01'), to: toDay('2026-05-01') }
const NEWEST = '2026-04-01 00:00:00'
const aHousehold = () => new Household({ range: { from: '2026-03-28', to: '2026-04-02' } })

let house: JeedomHouse
beforeEach(async () => {
  house = await aJeedomHouse(aHousehold())
  house.noteAll()
})
afterEach(() => house.close())

const daily = () => house.fake.command(OURS, 'consumption_day')
const correct = async (energyWh: number) => {
  house.household.setDay('CONSUMPTION', DAY, energyWh)
  house.courier.note(house.household.changesOf('CONSUMPTION', [DAY], ['CONSUMPTION_DAILY']))
  await house.courier.deliver()
}
const verified = () => house.exporter.verify(house.courier.delivery(), EVER)

describe('the history that Jeedom holds', () => {
  it('writes local date-times without a zone, each command in order of time', async () => {
    await house.courier.deliver()
    const byCommand = Map.groupBy(house.fake.received, ({ destination }) => destination)
    for (const [destination, messages] of byCommand) {
      const dates = messages.flatMap(({ payload }) => {
        const { datetime } = JSON.parse(payload) as { datetime?: string }
        return datetime === undefined ? [] : [datetime]
      })
      expect(dates, destination).toEqual([...dates].sort())
      for (const date of dates) expect(date).toMatch(/^2026-\d\d-\d\d \d\d:[03]0:00$/)
    }
  })

  it('makes the newest value the present one again after an older day', async () => {
    await house.courier.deliver()
    await correct(4321)
    expect(daily().live.get(`${DAY} 00:00:00`)).toBe('4321')
    expect(daily()).toMatchObject({ collectDate: NEWEST, value: daily().live.get(NEWEST) })
  })

  it('mends the present value that an interrupted run left old, though nothing is pending', async () => {
    await house.courier.deliver()
    house.fake.store.event(daily(), 9000, '2026-03-26 00:00:00')
    expect(await house.courier.deliver()).toBe(1)
    expect(daily().collectDate).toBe(NEWEST)
  })

  it('survives the archive of the night to the Wh and the half-hour', async () => {
    await house.courier.deliver()
    const before = house.fake.state()
    house.fake.store.archive()
    expect(daily().live.size).toBe(0)
    expect(house.fake.state()).toEqual(before)
    expect(await verified()).toMatchObject({ differences: [] })
  })

  it('corrects an archived day, and back again, though both values show until the next night', async () => {
    await house.courier.deliver()
    await correct(1000)
    house.fake.store.archive()
    await correct(900)
    expect(daily().archive.get(`${DAY} 00:00:00`)).toBe('1000')
    expect(await verified()).toMatchObject({ differences: [] })
    await correct(1000)
    house.fake.store.archive()
    expect(daily().archive.get(`${DAY} 00:00:00`)).toBe('1000')
    await correct(800)
    house.fake.store.archive()
    expect(daily().archive.get(`${DAY} 00:00:00`)).toBe('800')
  })

  it('sends what differs alone', async () => {
    await house.courier.deliver()
    house.noteAll()
    expect(await house.courier.deliver()).toBe(0)
  })

  it('calls nothing delivered when dated values alone are dropped', async () => {
    house.fake.swallows = 'histories'
    await expect(house.courier.deliver()).rejects.toMatchObject({ code: 'PEER_DROPPED', retry: 'later' })
    expect(house.courier.deliveredDays).toBe(0)
  })

  it('repairs a day that went and a half-hour that was falsified, and tells them before', async () => {
    await house.courier.deliver()
    daily().live.delete(`${DAY} 00:00:00`)
    house.fake.command(OURS, 'consumption_curve').live.set('2026-03-30 12:30:00', '7')
    const { differences } = await verified()
    expect(differences).toMatchObject([
      { key: `${OURS}/consumption_day`, found: null, unit: 'Wh' },
      { key: `${OURS}/consumption_curve`, found: 7, unit: 'W' },
    ])
    await house.exporter.repair(house.courier.delivery(), EVER)
    expect(await verified()).toMatchObject({ differences: [] })
    expect(daily().collectDate).toBe(NEWEST)
  })
})

describe('how much of the curve leaves', () => {
  it('leaves out what is older than asked, and says so; the days all leave', async () => {
    await house.close()
    house = await aJeedomHouse(aHousehold(), { curveDays: 7 })
    house.noteAll()
    await house.courier.deliver()
    const curve = [...house.fake.command(OURS, 'consumption_curve').live.keys()]
    expect(curve[0]).toBe('2026-03-30 00:00:00')
    expect([...daily().live.keys()][0]).toBe('2026-03-25 00:00:00')
    expect(house.courier.pending()).toEqual([])
    expect(house.courier.lines.filter((line) => line.includes('2 days older than 7 days'))).toHaveLength(2)
  })

  it('announces a long sending with its count and duration', async () => {
    await house.close()
    house = await aJeedomHouse(new Household({ range: { from: '2026-03-20', to: '2026-04-02' } }))
    house.noteAll()
    const changes = house.household.allChanges(house.exporter.datasets)
    const { values, estimatedSeconds } = await house.exporter.preview(
      { options: house.options, source: house.household },
      changes,
      1,
    )
    expect(estimatedSeconds).toBe(Math.ceil(values / 60))
    await house.courier.deliver()
    const announced = house.courier.lines.find((line) => line.includes('values to send'))
    expect(announced).toMatch(/^\d{4} values to send, about \d+ s at 60 a second; each wakes the scenarios/)
  })
})

describe('the fake, where the real one surprises', () => {
  it('changes the present value before it fails at a date with a zone', async () => {
    await house.courier.deliver()
    const settings = settingsOf({ url: house.fake.url, apiKey: ADMIN_KEY })
    const client = new JeedomClient(settings, new AbortController().signal, () => 0)
    const at = `${addDays(DAY, -1)}T00:00:00Z`
    await expect(client.event(daily().id, 5, at)).rejects.toMatchObject({ code: 'PEER_DROPPED' })
    expect(daily()).toMatchObject({ value: '5', collectDate: at })
    expect(await client.history(daily().id, '2020-01-01 00:00:00', '2020-02-01 00:00:00')).toEqual([])
    client.close()
  })
})
