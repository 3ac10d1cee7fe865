import { toDay } from '../src/core/index.js'
import { PricingService, TimelineService } from '../src/tariffs/index.js'
import type { House } from './house.js'
import { fillMeter } from './invented-readings.js'
import type { Figure } from './measure.js'
import { compare, plain } from './measure.js'

const pdl = '01226049119912'
const decade = { from: toDay('2016-11-24'), to: toDay('2026-11-24') }
const year = { from: '2025-11-24', to: '2026-11-24' }

const COSTS = `query ($pdl: ID!, $from: Date!, $to: Date!) {
  consumption(pdl: $pdl, from: $from, to: $to, granularity: MONTH) {
    points { from energyWh buckets { bucket energyWh costEur } cost { totalEur unpricedWh reasons } } } }`
const RANKING = `query ($pdl: ID!, $from: Date!, $to: Date!) {
  rankOffers(pdl: $pdl, from: $from, to: $to, limit: 200) { offers { offer { id } cost { totalEur } } } }`

/** Ten years of half-hours under one offer, the euro page, and the ranking of the catalogue. */
export async function pricing(house: House): Promise<Figure[]> {
  await fillMeter(house.session, pdl, decade)
  const service = house.app.get(PricingService)
  const contract = { from: decade.from, to: null, offerId: 'builtin:HC_HP:6', subscribedPowerKva: 6 }
  const night = {
    startMinute: 1320,
    endMinute: 360,
    weekdays: [],
    season: 'ALL',
    from: null,
    to: null,
  } as const
  await house.app
    .get(TimelineService)
    .save(pdl, 'CONSUMPTION', [
      { ...contract, versions: [], offPeak: [night], saleMode: null, saleQuotaWh: null },
    ])
  const load = () => service.days(pdl, 'CONSUMPTION', decade)
  const ten = await compare({
    measure: 'price ten years of half-hours, HC/HP; floor: loading them',
    ours: { run: async () => service.price(await load(), await pricer()) },
    floor: { run: load },
    target: { aboveMs: 60 },
    warmUps: 3,
    times: 11,
  })
  const page = await compare({
    measure: 'a year by month in euros over GraphQL; floor: loading its half-hours',
    ours: { run: () => house.ask(COSTS, { pdl, ...year }) },
    floor: { run: () => service.days(pdl, 'CONSUMPTION', { from: toDay(year.from), to: toDay(year.to) }) },
    target: { ratio: 3 },
    warmUps: 5,
    times: 21,
  })
  const start = performance.now()
  await house.ask(RANKING, { pdl, ...year })
  return [ten, page, plain('rank the built-in catalogue over a year', performance.now() - start, 'ms')]

  async function pricer() {
    const { point } = await service.days(pdl, 'CONSUMPTION', { from: decade.to, to: decade.to })
    return service.pricer(point, 'CONSUMPTION', decade)
  }
}
