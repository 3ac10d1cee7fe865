import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { toDay } from '../core/index.js'
import type { GatewayOffer } from '../gateway/index.js'
import { UsagePointsService } from '../readings/index.js'
import { MarketService } from './market.service.js'
import { OffersService } from './offers.service.js'
import { TimelineService } from './timeline.service.js'
import type { PeriodDraft } from './timeline-checks.js'

const PDL = '01226049119901'

let house: House
beforeEach(async () => {
  house = await openHouse({
    now: '2026-03-10T09:10:00+01:00',
    simulator: { households: [{ pdl: PDL, subscribedPowerKva: 6, pricingOption: 'HC_HP' }] },
  })
  await house.app.get(UsagePointsService).refresh({ mode: 'auto' })
})
afterEach(() => house.close())

const market = () => house.app.get(MarketService)
const offers = () => house.app.get(OffersService)
const timeline = () => house.app.get(TimelineService)
const point = () => house.app.get(UsagePointsService).get(PDL)
const ofMarket = async () => (await offers().all()).filter(({ origin }) => origin === 'GATEWAY')
const draft = (fields: Partial<PeriodDraft>): PeriodDraft => ({
  from: toDay('2025-01-01'),
  to: null,
  offerId: 'builtin:BASE:6',
  versions: [],
  subscribedPowerKva: 6,
  offPeak: [],
  saleMode: null,
  saleQuotaWh: null,
  ...fields,
})

describe('offers of the market', () => {
  it('are kept once, and are due again after a week', async () => {
    expect(await market().isDue()).toBe(true)
    expect(await market().refresh({ mode: 'auto' })).toBeGreaterThan(3)
    expect(await market().refresh({ mode: 'auto' })).toBe(0)
    expect(await market().isDue()).toBe(false)
    house.setClock('2026-03-18T09:10:00+01:00')
    expect(await market().isDue()).toBe(true)
  })

  it('stay when the gateway answers an empty list, or fails', async () => {
    await market().refresh({ mode: 'auto' })
    const before = await ofMarket()
    const gateway = {
      providers: () => Promise.resolve([]),
      offers: () => Promise.resolve([] as GatewayOffer[]),
    }
    Object.assign(house.app.get(MarketService), { market: gateway })
    expect(await market().refresh({ mode: 'auto' })).toBe(0)
    Object.assign(gateway, { offers: () => Promise.reject(new Error('down')) })
    await expect(market().refresh({ mode: 'auto' })).rejects.toThrow('down')
    expect(await ofMarket()).toEqual(before)
  })
})

describe('private offers', () => {
  const anOffer = {
    provider: 'Coop',
    name: 'Verte',
    type: 'BASE',
    subscribedPowerKva: 6,
    url: null,
    rules: [],
    versions: [
      { from: null, to: null, subscriptionPerMonth: 10_000_000, prices: { BASE: 180_000 }, source: null },
    ],
  }

  it('are refused with the fields at fault', async () => {
    const versions = [{ ...anOffer.versions[0]!, prices: { BASE: 18_000_000 } }]
    await expect(offers().save({ ...anOffer, name: ' ', versions })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'name', rule: 'required' },
        { path: 'versions.0.prices.0', rule: 'unit' },
      ],
    })
  })

  it('change in place, and are not deleted while a timeline uses them', async () => {
    const { id } = await offers().save(anOffer)
    expect((await offers().save({ ...anOffer, id, name: 'Bleue' })).name).toBe('Bleue')
    await timeline().save(PDL, 'CONSUMPTION', [draft({ offerId: id })])
    await expect(offers().delete(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await timeline().save(PDL, 'CONSUMPTION', null)
    await offers().delete(id)
    expect((await offers().byIds([id])).size).toBe(0)
  })
})

describe('the contract timeline', () => {
  it('is proposed from the option and power of the meter', async () => {
    expect(await timeline().of(await point(), 'CONSUMPTION')).toMatchObject([
      { offer: { id: 'builtin:HC_HP:6' }, subscribedPowerKva: 6, origin: 'GATEWAY', to: null },
    ])
    expect(await timeline().of(await point(), 'PRODUCTION')).toEqual([])
  })

  it('is what the user told, until it is given back', async () => {
    const periods = [
      draft({ from: toDay('2024-01-01'), to: toDay('2025-01-01') }),
      draft({ offerId: 'builtin:TEMPO:9', subscribedPowerKva: 9 }),
    ]
    await timeline().save(PDL, 'CONSUMPTION', periods)
    expect(await timeline().of(await point(), 'CONSUMPTION')).toMatchObject([
      { from: '2024-01-01', to: '2025-01-01', offer: { id: 'builtin:BASE:6' }, origin: 'MANUAL' },
      { from: '2025-01-01', to: null, offer: { id: 'builtin:TEMPO:9' }, subscribedPowerKva: 9 },
    ])
    await timeline().save(PDL, 'CONSUMPTION', null)
    expect(await timeline().of(await point(), 'CONSUMPTION')).toMatchObject([{ origin: 'GATEWAY' }])
  })

  it('refuses periods that overlap or end before they begin, each by its path', async () => {
    const periods = [
      draft({ to: toDay('2025-03-01') }),
      draft({ from: toDay('2026-01-01'), to: toDay('2025-06-01'), offerId: 'nothing' }),
    ]
    await expect(timeline().save(PDL, 'CONSUMPTION', periods)).rejects.toMatchObject({
      fields: [
        { path: 'periods.1.to', rule: 'order' },
        { path: 'periods.1.offerId', rule: 'pattern' },
      ],
    })
    await expect(
      timeline().save(PDL, 'CONSUMPTION', [draft({}), draft({ from: toDay('2026-01-01') })]),
    ).rejects.toMatchObject({ fields: [{ path: 'periods.1', rule: 'duplicate' }] })
  })
})
