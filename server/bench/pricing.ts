import { toDay } from '../src/core/index.js'
import { PricingService, TimelineService } from '../src/tariffs/index.js'
import type { House } from './house.js'
import { fillMeter } from './invented-readings.js'
import type { Figure } from './measure.js'
import { compare } from './measure.js'

const pdl = '01226049119912'
const decade = { from: toDay('2016-11-24'), to: toDay('2026-11-24') }
const year = { from: '2025-11-24', to: '2026-11-24' }

const COSTS = `query ($pdl: ID!, $from: Date!, $to: Date!) {
  consumption(pdl: $pdl, from: $from, to: $to, granularity: MONTH) {
    points { from energyWh buckets { bucket energyWh costEur } cost { totalEur unpricedWh reasons } } } }`
const RANKING = `query ($pdl: ID!, $from: Date!, $to: Date!) {
  rankOffers(pdl: $pdl, from: $from, to: $to, limit: 200) { offers { offer { id } cost { totalEur } } } }`

const OFFERS = 200
/** Types of offers on the market, by their buckets. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  BASE: ['BASE'],
  HC_HP: ['HC', 'HP'],
  BASE_WEEKEND: ['WE', 'SEM'],
  HC_WEEKEND: ['HC', 'HP'],
  SEASONAL: ['SUMMER_HC', 'SUMMER_HP', 'WINTER_HC', 'WINTER_HP'],
  TEMPO: ['BLUE_HC', 'BLUE_HP', 'WHITE_HC', 'WHITE_HP', 'RED_HC', 'RED_HP'],
}

/** A market of that many offers, each with the prices of two years. */
async function listOffers({ session }: House): Promise<void> {
  const types = Object.entries(TYPES)
  const rows = Array.from({ length: OFFERS }, (_, index) => {
    const [type = '', buckets = []] = types[index % types.length] ?? []
    const version = (from: string | null, to: string | null, more: number) => ({
      from,
      to,
      subscriptionPerMonth: 15_000_000 + index * 1000,
      prices: Object.fromEntries(
        buckets.map((bucket, rank) => [bucket, 150_000 + rank * 20_000 + more + index]),
      ),
      source: null,
      gatewayId: `${index}`,
    })
    const versions = [version(null, '2026-02-01', 0), version('2026-02-01', null, 3000)]
    return [`gateway:${index}`, `Fournisseur ${index % 20}`, `Offre ${index}`, type, JSON.stringify(versions)]
  })
  for (const row of rows)
    await session.query(
      `insert into offer (id, origin, provider, name, type, subscribed_power_kva, versions)
       values ($1, 'GATEWAY', $2, $3, $4, 6, $5)`,
      row,
    )
}

async function rank(house: House): Promise<void> {
  const answer = JSON.parse((await house.ask(RANKING, { pdl, ...year })).toString()) as {
    data: { rankOffers: { offers: readonly object[] } }
  }
  const { length } = answer.data.rankOffers.offers
  if (length < OFFERS) throw new Error(`only ${length} offers were ranked`)
}

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
  await listOffers(house)
  const ranking = await compare({
    measure: `rank ${OFFERS} offers over a year over GraphQL; target: 500 ms in all`,
    ours: { run: () => rank(house) },
    floor: { run: () => Promise.resolve() },
    target: { aboveMs: 500 },
    warmUps: 3,
    times: 11,
  })
  return [ten, page, ranking]

  async function pricer() {
    const { point } = await service.days(pdl, 'CONSUMPTION', { from: decade.to, to: decade.to })
    return service.pricer(point, 'CONSUMPTION', decade)
  }
}
