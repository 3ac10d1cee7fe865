import { describe, expect, it } from 'vitest'

import { aContract, Household, PDL } from '../../../test/exported-household.js'
import { toDay } from '../../core/index.js'
import type { OptionValues } from '../exporter.js'
import { factsOf, originKey } from '../facts/facts.js'
import { allMessages } from './messages.js'
import { settingsOf } from './settings.js'

const wanted = async (options: OptionValues = {}, household = new Household(), origins = {}) => {
  const facts = await factsOf(household, origins)
  const messages = allMessages(facts, settingsOf({ broker: 'mqtt://broker.lan', ...options }), '1.2.3')
  return new Map(messages.map((message) => [message.topic, message]))
}
type Parsed = ReturnType<typeof JSON.parse>
const json = (messages: Awaited<ReturnType<typeof wanted>>, topic: string): Parsed =>
  JSON.parse(messages.get(topic)?.payload ?? 'null')

describe('topics', () => {
  it('hold a running total, the newest day and its parts', async () => {
    const household = new Household()
    const total = household
      .heldDays('CONSUMPTION')
      .reduce((sum, day) => sum + household.totalWh('CONSUMPTION', day)!, 0)
    expect(json(await wanted({}, household), `myelectricaldata/${PDL}/consumption`)).toMatchObject({
      total_kwh: total / 1000,
      since: '2026-03-20',
      date: '2026-04-05',
      day_start: '2026-04-05T00:00:00+02:00',
      day_kwh: 10.13,
      day_off_peak_kwh: 2.437,
      day_peak_kwh: 7.693,
      day_cost_eur: 3.215469,
      day_subscription_eur: 0.394521,
      day_off_peak_cost_eur: 0.536164,
      day_peak_cost_eur: 2.284784,
      yesterday_cost_eur: 3.215469,
      last_month_cost_missing_days: 3,
      week_kwh: null,
      last_month_missing_days: 19,
    })
  })

  it('never move the beginning of a total back', async () => {
    const origins = { [originKey(PDL, 'CONSUMPTION')]: toDay('2026-04-04') }
    const household = new Household()
    const two = ['2026-04-04', '2026-04-05'].map((day) => household.totalWh('CONSUMPTION', toDay(day))!)
    expect(json(await wanted({}, household, origins), `myelectricaldata/${PDL}/consumption`)).toMatchObject({
      since: '2026-04-04',
      total_kwh: (two[0]! + two[1]!) / 1000,
    })
  })

  it('have every key, with null, when nothing is known', async () => {
    const household = new Household()
    const full = json(await wanted({}, household), `myelectricaldata/${PDL}/consumption`)
    for (const day of household.heldDays('CONSUMPTION')) household.forget('CONSUMPTION', day)
    const empty = json(await wanted({}, household), `myelectricaldata/${PDL}/consumption`)
    expect(Object.keys(empty)).toEqual(Object.keys(full))
    expect(new Set(Object.values(empty))).toEqual(new Set([null]))
  })

  it('stand alone on request, and are never empty: that would delete them', async () => {
    const messages = await wanted({ valuesApart: true })
    expect(messages.get(`myelectricaldata/${PDL}/consumption/last_month/kwh`)?.payload).toBe('117.544')
    expect(messages.get(`myelectricaldata/${PDL}/consumption/week/euro`)?.payload).toBe('null')
    for (const { payload } of messages.values()) expect(payload).not.toBe('')
  })

  it('carry the price of now and when it changes next', async () => {
    expect(json(await wanted(), `myelectricaldata/${PDL}/price`)).toEqual({
      eur_per_kwh: 0.297,
      bucket: 'HP',
      off_peak: 'OFF',
      next_change: '2026-04-06T22:00:00+02:00',
      next_eur_per_kwh: 0.22,
      next_bucket: 'HC',
      buckets: [
        { bucket: 'HC', eur_per_kwh: 0.22 },
        { bucket: 'HP', eur_per_kwh: 0.297 },
      ],
    })
  })

  it('carry no price and no entity of costs while no contract is known', async () => {
    const household = new Household()
    household.contracts.clear()
    const messages = await wanted({}, household)
    const topics = [...messages.keys()]
    expect(topics).not.toContain(`myelectricaldata/${PDL}/price`)
    expect(topics.filter((topic) => topic.includes(PDL) && /_cost|price/.test(topic))).toEqual([])
    expect(json(messages, `myelectricaldata/${PDL}/consumption`)).toMatchObject({
      day_cost_eur: null,
      month_off_peak_kwh: null,
      month_cost_missing_days: null,
    })
  })

  it('carry the six prices of a Tempo contract', async () => {
    const household = new Household()
    const prices = { BLUE_HC: 1, BLUE_HP: 2, WHITE_HC: 3, WHITE_HP: 4, RED_HC: 5, RED_HP: 700_000 }
    household.contracts.set('CONSUMPTION', [aContract('drawn', prices)])
    const messages = await wanted({}, household)
    expect(messages.get('myelectricaldata/tempo/price_red_hp')?.payload).toBe('0.77')
    expect(messages.get('homeassistant/sensor/myelectricaldata/tempo_price_red_hp/config')).toBeDefined()
    expect((await wanted()).get('myelectricaldata/tempo/price_red_hp')?.payload).toBe('null')
  })

  it('carry Tempo and EcoWatt', async () => {
    const messages = await wanted()
    expect(messages.get('myelectricaldata/tempo/tomorrow')?.payload).toBe('null')
    expect(json(messages, 'myelectricaldata/tempo/days_red')).toEqual({ used: 22, left: 0, quota: 22 })
    expect(json(messages, 'myelectricaldata/tempo/forecast')).toMatchObject({
      date: '2026-04-08',
      color: 'BLUE',
    })
    expect(json(messages, 'myelectricaldata/ecowatt/j3')).toMatchObject({ date: '2026-04-09', level: 1 })
  })
})

describe('discovery', () => {
  const config = (key: string, component = 'sensor') =>
    `homeassistant/${component}/myelectricaldata_${PDL}/${key}/config`

  it('offers the running total to the Energy panel, under both names of its id', async () => {
    expect(json(await wanted({ language: 'en' }), config('total'))).toEqual({
      name: 'Consumption',
      unique_id: `med_${PDL}_total`,
      object_id: `${PDL}_consumption`,
      default_entity_id: `sensor.${PDL}_consumption`,
      state_topic: `myelectricaldata/${PDL}/consumption`,
      value_template: '{{ value_json.total_kwh }}',
      unit_of_measurement: 'kWh',
      device_class: 'energy',
      state_class: 'total_increasing',
      device: {
        identifiers: [`myelectricaldata_${PDL}`],
        name: 'Linky Appartement',
        manufacturer: 'Enedis',
        model: 'Linky',
      },
      origin: { name: 'linky-local', sw_version: '1.2.3' },
    })
  })

  it('gives no daily figure a class that would count it as growing', async () => {
    const messages = await wanted()
    expect(json(messages, config('last_day'))).toMatchObject({
      state_class: 'total',
      last_reset_value_template: "{{ value_json.day_start or '' }}",
    })
    for (const [topic, { payload }] of messages)
      if (topic.endsWith('/config') && !/total\/config|last_day\/config/.test(topic))
        expect(JSON.parse(payload), topic).not.toHaveProperty('state_class')
  })

  it('keeps figures while we are down, and takes away what means nothing then', async () => {
    const withAvailability = [...(await wanted())]
      .filter(([, { payload }]) => payload.includes('availability_topic'))
      .map(([topic]) => topic.split('/').slice(1, -1).join('/'))
    expect(withAvailability.sort()).toEqual([
      `binary_sensor/myelectricaldata_${PDL}/problem`,
      'button/myelectricaldata/resend',
      'button/myelectricaldata/sync',
      `button/myelectricaldata_${PDL}/resend`,
      `button/myelectricaldata_${PDL}/sync`,
    ])
  })

  it('only uses ids, keys and topics that Home Assistant takes, and topics that exist', async () => {
    const messages = await wanted()
    for (const [topic, { payload, retain }] of messages) {
      if (!topic.endsWith('/config')) continue
      expect(retain).toBe(true)
      expect(topic).toMatch(/^homeassistant\/(sensor|binary_sensor|button|event)\/[\w-]+\/[\w-]+\/config$/)
      const { device, state_topic: stateTopic, value_template: template } = JSON.parse(payload)
      expect(Object.keys(device).sort()).toEqual(['identifiers', 'manufacturer', 'model', 'name'])
      if (stateTopic === undefined || topic.startsWith('homeassistant/event/')) continue
      expect([...messages.keys()]).toContain(stateTopic)
      const [, key] = /value_json\.(\w+)/.exec(template) ?? []
      if (key !== undefined) expect(json(messages, stateTopic)).toHaveProperty(key)
    }
  })

  it('declares the event that notices fire', async () => {
    expect(json(await wanted(), 'homeassistant/event/myelectricaldata/notice/config')).toMatchObject({
      unique_id: 'med_notice',
      state_topic: 'myelectricaldata/notice',
      event_types: expect.arrayContaining(['tempo_tomorrow', 'gap', 'export_failing']),
    })
  })

  it('declares every colour it may show', async () => {
    expect(json(await wanted(), 'homeassistant/sensor/myelectricaldata/tempo_today/config')).toMatchObject({
      device_class: 'enum',
      options: ['BLUE', 'WHITE', 'RED', 'UNKNOWN'],
      value_template: "{{ value if value in ['BLUE', 'WHITE', 'RED'] else 'UNKNOWN' }}",
    })
  })

  it('fits in one message per device on demand', async () => {
    const messages = await wanted({ discoveryForm: 'device' })
    const { components, device } = json(messages, `homeassistant/device/myelectricaldata_${PDL}/config`)
    expect(components.total).toMatchObject({ platform: 'sensor', unique_id: `med_${PDL}_total` })
    expect(components.total).not.toHaveProperty('device')
    expect(device.identifiers).toEqual([`myelectricaldata_${PDL}`])
    expect([...messages.keys()].filter((topic) => topic.endsWith('/config'))).toHaveLength(2)
  })
})

describe('the names of former clients', () => {
  it('are there on request only', async () => {
    const topics = [...(await wanted()).keys()]
    expect(topics.filter((topic) => topic.includes('myelectricaldata_consumption'))).toEqual([])
    expect(topics).not.toContain('myelectricaldata/status')
  })

  it('feed content-card-linky: the newest day first, -1 for no data', async () => {
    const household = new Household()
    household.forget('CONSUMPTION', toDay('2026-04-03'))
    const start = `homeassistant/sensor/myelectricaldata_consumption/${PDL}`
    const messages = await wanted({ v1Sensor: true }, household)
    const attributes = json(messages, `${start}/attributes`)
    expect(messages.get(`${start}/state`)?.payload).toBe('10.13')
    expect(json(messages, `${start}/config`)).not.toHaveProperty('state_class')
    expect(attributes).toMatchObject({
      serviceEnedis: 'myElectricalData',
      typeCompteur: 'consommation',
      dailyweek: [
        '2026-04-05',
        '2026-04-04',
        '2026-04-03',
        '2026-04-02',
        '2026-04-01',
        '2026-03-31',
        '2026-03-30',
      ],
      daily: [10.13, 10.13, -1, 10.13, 10.13, 10.13, 10.13],
      dailyweek_HC: [2.437, 2.437, -1, 2.437, 2.437, 2.437, 2.437],
      dailyweek_MP: [4, 4.4, 4.3, 4.2, 4.1, 4.1, 4],
      dailyweek_Tempo: ['BLUE', 'WHITE', 'BLUE', 'BLUE', 'BLUE', 'BLUE', 'BLUE'],
      dailyweek_cost: [2.820948, 2.820948, -1, 2.820948, 2.820948, 2.564502, 2.564502],
      daily_cost: 2.820948,
      dailyweek_MP_over: [false, false, false, false, false, false, false],
      yesterdayLastYear: -1,
      current_week: 60.78,
      day_3: -1,
      subscribed_power: 6,
      errorLastCall: '',
    })
    expect(attributes.dailyweek_MP_time[0]).toBe('2026-04-05 19:00:00')
  })

  it('keep the figures of the reference client', async () => {
    const messages = await wanted({ referenceTopics: true })
    expect(json(messages, `myelectricaldata/${PDL}/consumption/stats`)).toEqual({
      yesterday_kwh: 10.13,
      this_week_kwh: null,
      this_month_kwh: 50.65,
      this_year_kwh: 168.194,
    })
    expect(
      messages.get(`homeassistant/sensor/myelectricaldata_consumption_last_7_day/${PDL}/state`)?.payload,
    ).toBe('70.91')
    expect(messages.get('myelectricaldata/status')?.payload).toBe('online')
  })
})
