import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { microEur } from './money.js'
import type { OfferDraft } from './offers.service.js'
import { OffersService } from './offers.service.js'
import { DayTypesService } from './day-types.service.js'
import { NearestPrices } from './nearest-prices.service.js'
import { PriceChanges } from './price-changes.service.js'
import { RatesService } from './rates.service.js'
import { TimelineService } from './timeline.service.js'
import { toDay } from '../core/index.js'

const [ONE, OTHER] = ['01226049119801', '01226049119802']

let house: House

/** A private offer at 0.20, from a day on at 0.25. */
const dearer = (id: string | undefined, from: string | null): OfferDraft => ({
  id,
  provider: 'Voisin',
  name: 'Base',
  type: 'BASE',
  subscribedPowerKva: 6,
  url: null,
  rules: [],
  versions: [
    {
      from: null,
      to: from === null ? null : toDay(from),
      subscriptionPerMonth: microEur(12),
      prices: { BASE: 200_000 },
      source: null,
    },
    ...(from === null
      ? []
      : [
          {
            from: toDay(from),
            to: null,
            subscriptionPerMonth: microEur(12),
            prices: { BASE: 250_000 },
            source: null,
          },
        ]),
  ],
})
const period = (from: string, to: string | null, offerId: string | null) => ({
  from: toDay(from),
  to: to === null ? null : toDay(to),
  offerId,
  subscribedPowerKva: 6,
  offPeak: [],
  versions: [],
  saleMode: null,
  saleQuotaWh: null,
})
/** Days noted since the last look, by meter. */
async function noted(): Promise<Record<string, string[]>> {
  const rows = await house.sql<{ pdl: string; day: string }>(
    `delete from change_log where dataset = 'OFFERS' returning usage_point_id as pdl, date::text as day`,
  )
  const days = (pdl: string) =>
    rows
      .filter((row) => row.pdl === pdl)
      .map(({ day }) => day)
      .sort()
  return Object.fromEntries([ONE, OTHER].flatMap((pdl) => (days(pdl).length > 0 ? [[pdl, days(pdl)]] : [])))
}
const june = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `2026-06-${String(from + index).padStart(2, '0')}`)

let offerId: string

describe('what moves a price notes the days it touches, in its own transaction', () => {
  beforeAll(async () => {
    house = await openHouse({ now: '2026-06-11T09:10:00+02:00' })
    for (const pdl of [ONE, OTHER]) {
      await house.sql(
        `insert into usage_point (pdl, subscribed_power_kva, pricing_option, activation_date, active)
         values (?, 6, 'BASE', '2026-05-01', false)`,
        [pdl],
      )
      await house.sql(
        `insert into consumption_daily (usage_point_id, date, value_wh, quality)
         select ?, day, 9000, 'measured' from generate_series('2026-06-01'::date, '2026-06-10', '1 day') as day`,
        [pdl],
      )
    }
    offerId = (await house.app.get(OffersService).save(dearer(undefined, null))).id
  })
  beforeEach(async () => {
    await house.app.get(TimelineService).save(ONE, 'CONSUMPTION', [period('2026-06-01', null, offerId)])
    await noted()
  })
  afterAll(() => house.close())

  it('a price from a day on: that day and those after, of the meters whose timeline uses the offer', async () => {
    await house.app.get(OffersService).save(dearer(offerId, '2026-06-08'))
    expect(await noted()).toEqual({ [ONE]: june(8, 10) })
    await house.app.get(OffersService).save(dearer(offerId, '2026-06-09'))
    expect(await noted()).toEqual({ [ONE]: june(8, 8) })
    await house.app.get(OffersService).save(dearer(offerId, null))
    expect(await noted()).toEqual({ [ONE]: june(9, 10) })
  })

  it('the same offer saved again, or one that nobody has: none', async () => {
    await house.app.get(OffersService).save(dearer(offerId, null))
    await house.app.get(OffersService).save(dearer(undefined, '2026-06-02'))
    expect(await noted()).toEqual({})
  })

  it('a timeline: the days whose price or subscription is another', async () => {
    const timeline = house.app.get(TimelineService)
    await timeline.save(ONE, 'CONSUMPTION', [
      period('2026-06-01', '2026-06-07', offerId),
      period('2026-06-07', null, 'builtin:BASE:6'),
    ])
    expect(await noted()).toEqual({ [ONE]: june(7, 10) })
    await timeline.save(ONE, 'CONSUMPTION', null)
    expect(await noted()).toEqual({ [ONE]: june(1, 6) })
  })

  it('days that an offer bills apart: theirs and the night after', async () => {
    await house.app
      .get(TimelineService)
      .save(ONE, 'CONSUMPTION', [period('2026-06-01', null, 'builtin:EJP:9')])
    await noted()
    await house.app.get(DayTypesService).setSpecialDays('EJP', [toDay('2026-06-04')])
    expect(await noted()).toEqual({ [ONE]: june(4, 5) })
    await house.app.get(DayTypesService).setSpecialDays('EJP', [])
    expect(await noted()).toEqual({ [ONE]: june(4, 5) })
  })

  it('a table of taxes: none, for prices are kept with all taxes', async () => {
    await house.app
      .get(RatesService)
      .save([{ tax: 'VAT_ENERGY', from: toDay('2026-06-02'), rate: 0.3, source: null }])
    expect(await noted()).toEqual({})
    await house.app.get(RatesService).save(null)
  })

  it('the nearest price where none is known: the days that had none; the answer tells it is a guess', async () => {
    const { versions, ...draft } = dearer(offerId, null)
    await house.app
      .get(OffersService)
      .save({ ...draft, versions: versions.map((one) => ({ ...one, from: toDay('2026-06-05') })) })
    expect(await noted()).toEqual({ [ONE]: june(1, 4) })
    const cost = async () => {
      const { consumption } = await house.ask<{ consumption: { total: { cost: object } } }>(
        `{ consumption(pdl: "${ONE}", from: "2026-06-04", to: "2026-06-05") {
          total { cost { totalEur unpricedWh origin reasons } } } }`,
      )
      return consumption.total.cost
    }
    expect(await cost()).toEqual({
      totalEur: null,
      unpricedWh: 9000,
      origin: 'DERIVED',
      reasons: ['PRICE_UNKNOWN'],
    })
    const nearest = house.app.get(NearestPrices)
    await nearest.carry(true)
    expect([await nearest.areCarried(), await noted()]).toEqual([true, { [ONE]: june(1, 4) }])
    // 9 kWh at 0.20 EUR, and a day of 144 EUR a year.
    expect(await cost()).toEqual({ totalEur: 2.194521, unpricedWh: 0, origin: 'ESTIMATED', reasons: [] })
    await nearest.carry(true)
    expect(await noted()).toEqual({})
    await nearest.carry(false)
    expect([await nearest.areCarried(), await noted()]).toEqual([false, { [ONE]: june(1, 4) }])
    await house.app.get(OffersService).save(dearer(offerId, null))
  })

  it('nothing at all when the write is undone', async () => {
    const changes = house.app.get(PriceChanges)
    const em = house.database.em.fork()
    await expect(
      em.transactional((inside) =>
        changes.noting(inside, null, async () => {
          await inside.execute(`update offer set versions = '[]' where id = ?`, [offerId])
          await Promise.reject(new Error('undone'))
        }),
      ),
    ).rejects.toThrow('undone')
    expect(await noted()).toEqual({})
  })
})
