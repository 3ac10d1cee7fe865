import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { fillHouseholdA, HOUSEHOLD_A } from '../../test/household-a.js'
import { hasSharedData } from '../../test/shared-data.js'

let house: House

interface Point {
  from: string
  energyWh: number
  buckets: { bucket: string; energyWh: number; costEur: number | null }[]
  offPeakRatio: number | null
  cost: {
    totalEur: number
    energyEur: number
    subscriptionEur: number
    reasons: string[]
    taxes: object | null
  }
}

const signed = (periods: string) =>
  house.ask<{ saveTimeline: object }>(`mutation { saveTimeline(pdl: "${HOUSEHOLD_A}", periods: ${periods}) {
    ... on UsagePoint { pdl timeline { from origin offer { id } } }
    ... on Problem { code fields { path rule } } } }`)

describe.skipIf(!hasSharedData)('costs over GraphQL', () => {
  beforeAll(async () => {
    house = await openHouse({ now: '2023-07-29T09:10:00+02:00', env: { READ_BUDGET: 'PT0.1S' } })
    await fillHouseholdA(house.database.em)
    await house.sql(`update usage_point set active = false`)
  })
  afterAll(() => house.close())

  it('are those of the contract that gateway and Enedis tell', async () => {
    const { consumption } = await house.ask<{ consumption: { total: Point; points: Point[] } }>(
      `query ($pdl: ID!) { consumption(pdl: $pdl, from: "2022-08-01", to: "2023-07-01", granularity: MONTH) {
        total { ...P } points { ...P } } }
      fragment P on EnergyPoint { from energyWh offPeakRatio buckets { bucket energyWh costEur }
        cost { totalEur energyEur subscriptionEur reasons taxes { vatEur exciseEur ctaEur } } }`,
      { pdl: HOUSEHOLD_A },
    )
    const { total, points } = consumption
    expect(points).toHaveLength(11)
    expect(points[0]?.cost.totalEur.toFixed(2)).toBe('82.12')
    expect(points[0]?.buckets).toEqual([
      { bucket: 'BASE', energyWh: points[0]?.energyWh, costEur: points[0]?.cost.energyEur },
    ])
    expect([points[0]?.offPeakRatio, points[0]?.cost.reasons, points[0]?.cost.taxes]).toEqual([
      null,
      [],
      null,
    ])
    expect(points[9]?.cost.taxes).toMatchObject({ ctaEur: null })
    const sum = points.reduce((all, { cost }) => all + Math.round(cost.totalEur * 1e6), 0)
    expect(Math.round(total.cost.totalEur * 1e6)).toBe(sum)
  })

  it('follow the timeline once it is edited; a wrong one is refused, field by field', async () => {
    const night = `[{ start: "22:00", end: "06:00" }]`
    expect(
      await signed(
        `[{ from: "2022-07-01", offerId: "builtin:HC_HP:6", subscribedPowerKva: 6, offPeak: ${night} }]`,
      ),
    ).toMatchObject({ saveTimeline: { timeline: [{ origin: 'MANUAL', offer: { id: 'builtin:HC_HP:6' } }] } })
    expect(await signed(`[{ from: "2022-07-01" }, { from: "2023-01-01", to: "2022-01-01" }]`)).toMatchObject({
      saveTimeline: { code: 'INVALID_INPUT', fields: [{ path: 'periods.1.to', rule: 'order' }] },
    })
    const { consumption } = await house.ask<{ consumption: { total: Point } }>(
      `{ consumption(pdl: "${HOUSEHOLD_A}", from: "2022-08-01", to: "2022-09-01") {
        total { energyWh offPeakRatio buckets { bucket energyWh } cost { totalEur } } } }`,
    )
    expect(consumption.total.cost.totalEur.toFixed(2)).toBe('83.00')
    expect(consumption.total.offPeakRatio).toBeGreaterThan(0.2)
    expect(consumption.total.buckets.map(({ bucket }) => bucket).sort()).toEqual(['HC', 'HP'])
  })

  it('go down to the slot, and say the rule that priced it', async () => {
    const { loadCurve } = await house.ask<{
      loadCurve: {
        baseLoadYearlyEur: number
        days: {
          watts: number[]
          costsEur: number[]
          bands: { from: string; bucket: string; rule: string }[]
        }[]
      }
    }>(
      `{ loadCurve(pdl: "${HOUSEHOLD_A}", from: "2022-10-30", to: "2022-10-31") {
        baseLoadYearlyEur days { watts costsEur bands { from to bucket offPeak eurPerKwh rule } } } }`,
    )
    const [day] = loadCurve.days
    expect([day?.watts.length, day?.costsEur.length]).toEqual([50, 50])
    expect(day?.bands.map(({ from, bucket }) => `${from} ${bucket}`)).toEqual([
      '2022-10-30T00:00:00+02:00 HC',
      '2022-10-30T06:00:00+01:00 HP',
      '2022-10-30T22:00:00+01:00 HC',
    ])
    expect(day?.bands[0]?.rule).toBe('EDF Tarif Bleu Heures Creuses 6 kVA, prices of 2022-08-01: HC')
    const { consumption } = await house.ask<{ consumption: { total: Point } }>(
      `{ consumption(pdl: "${HOUSEHOLD_A}", from: "2022-10-30", to: "2022-10-31") { total { cost { energyEur } } } }`,
    )
    const sum = (day?.costsEur ?? []).reduce((all, one) => all + Math.round(one * 1e6), 0)
    expect(sum).toBe(Math.round(consumption.total.cost.energyEur * 1e6))
    expect(loadCurve.baseLoadYearlyEur).toBeGreaterThan(10)
  })

  it('compare two ranges by volume and by price, which add up to the difference of energy', async () => {
    const { consumption } = await house.ask<{
      consumption: {
        total: Point
        comparison: {
          costChangeRatio: number
          volumeEffectEur: number
          priceEffectEur: number
          series: { total: Point }
        }
      }
    }>(
      `{ consumption(pdl: "${HOUSEHOLD_A}", from: "2023-02-01", to: "2023-03-01") { total { cost { energyEur totalEur } }
        comparison(with: PREVIOUS) { costChangeRatio volumeEffectEur priceEffectEur
          series { total { cost { energyEur totalEur } } } } } }`,
    )
    const { total, comparison } = consumption
    const before = comparison.series.total.cost
    expect(comparison.volumeEffectEur + comparison.priceEffectEur).toBeCloseTo(
      total.cost.energyEur - before.energyEur,
      4,
    )
    expect(comparison.priceEffectEur).toBeGreaterThan(15)
    expect(comparison.costChangeRatio).toBeCloseTo(total.cost.totalEur / before.totalEur - 1, 6)
  })

  it('tell the prices to come, and Tempo days by colour', async () => {
    await house.sql(`delete from tempo_calendar where date > '2023-07-30'`)
    await signed(`[{ from: "2022-07-01", offerId: "builtin:TEMPO:9", subscribedPowerKva: 9 }]`)
    const { usagePoint, tempoSeason } = await house.ask<{
      usagePoint: { prices: { from: string; bucket: string; tempoColor: string; eurPerKwh: number }[] }
      tempoSeason: {
        reductionRatio: number
        exposureEur: number
        colors: { color: string; energy: { energyWh: number; buckets: { bucket: string }[] } }[]
      }
    }>(
      `{ usagePoint(pdl: "${HOUSEHOLD_A}") { prices { from to bucket tempoColor eurPerKwh } }
        tempoSeason(startYear: 2022) { reductionRatio(pdl: "${HOUSEHOLD_A}") exposureEur(pdl: "${HOUSEHOLD_A}")
          colors { color energy(pdl: "${HOUSEHOLD_A}") { energyWh buckets { bucket } coverage { known expected } } } } }`,
    )
    expect(usagePoint.prices[0]).toMatchObject({ from: '2023-07-29T09:10:00+02:00', bucket: 'BLUE_HP' })
    const red = tempoSeason.colors.find(({ color }) => color === 'RED')
    expect(red?.energy.buckets.map(({ bucket }) => bucket).sort()).toEqual(['RED_HC', 'RED_HP'])
    expect(tempoSeason.reductionRatio).toBeLessThan(0)
    expect(tempoSeason.exposureEur).toBeGreaterThan(0)
  })

  it('land a month under Tempo at the prices of its probable colours', async () => {
    await signed(`[{ from: "2022-07-01", offerId: "builtin:TEMPO:9", subscribedPowerKva: 9 }]`)
    await house.sql(`delete from tempo_calendar where date >= '2023-07-29'`)
    const { consumption, offers } = await house.ask<{
      consumption: {
        total: Point
        projection: { energyWh: number; costEur: number | null }
      }
      offers: {
        id: string
        versions: { subscriptionEurPerMonth: number; prices: { bucket: string; eurPerKwh: number }[] }[]
      }[]
    }>(`{ consumption(pdl: "${HOUSEHOLD_A}", period: THIS_MONTH) {
        total { energyWh offPeakRatio cost { totalEur reasons } } projection { energyWh costEur } }
      offers(filter: { types: ["TEMPO"], origins: [BUILT_IN] }) {
        id versions(at: "2023-07-29") { subscriptionEurPerMonth prices { bucket eurPerKwh } } } }`)
    const { total, projection } = consumption
    const [version] = offers.find(({ id }) => id === 'builtin:TEMPO:9')?.versions ?? []
    const price = (bucket: string) => version?.prices.find((one) => one.bucket === bucket)?.eurPerKwh ?? NaN
    // A Saturday, a Sunday and a Monday of July, white and red spent: blue, at the habits of the month.
    const share = total.offPeakRatio ?? NaN
    const perKwh = share * price('BLUE_HC') + (1 - share) * price('BLUE_HP')
    const toCome = ((projection.energyWh - total.energyWh) / 1000) * perKwh
    const subscription = ((version?.subscriptionEurPerMonth ?? NaN) * 12 * 3) / 365
    expect(total.cost.reasons).toEqual([])
    expect(projection.costEur).toBeCloseTo(total.cost.totalEur + toCome + subscription, 4)
  })

  it('list the catalogue, and keep rates and special days', async () => {
    const { offers, taxRates } = await house.ask<{
      offers: { id: string; versions: { prices: { eurPerKwh: number }[] }[] }[]
      taxRates: object[]
    }>(
      `{ offers(filter: { types: ["BASE"], subscribedPowerKva: 9, search: "edf bleu" }) {
          id versions(at: "2026-02-01") { prices { bucket eurPerKwh } } }
        taxRates { tax from rate source } }`,
    )
    expect(offers[0]).toEqual({
      id: 'builtin:BASE:9',
      versions: [{ prices: [{ bucket: 'BASE', eurPerKwh: 0.1927 }] }],
    })
    expect(taxRates).toHaveLength(11)
    expect(
      await house.ask(
        `mutation { setSpecialDays(calendar: "EJP", dates: ["2023-01-18", "2023-01-17", "2023-01-17"]) }`,
      ),
    ).toEqual({ setSpecialDays: ['2023-01-17', '2023-01-18'] })
    expect(
      await house.ask(
        `mutation { saveTaxRates(rates: [{ tax: VAT_ENERGY, from: "2020-01-01", rate: "0.2" }]) { rate } }`,
      ),
    ).toEqual({ saveTaxRates: [{ rate: 0.2 }] })
    expect(
      await house.ask(`mutation { saveOffer(input: { provider: "Coop", name: "Verte", type: "BASE",
        versions: [{ prices: [{ bucket: "BASE", eurPerKwh: 18.5 }] }] }) {
        ... on Problem { code fields { path rule } } } }`),
    ).toEqual({
      saveOffer: { code: 'INVALID_INPUT', fields: [{ path: 'versions.0.prices.0', rule: 'unit' }] },
    })
  })

  it('rank every offer on the curve, the regulated ones under their true rules', async () => {
    await signed(
      `[{ from: "2022-07-01", offerId: "builtin:BASE:6", subscribedPowerKva: 6, offPeak: [{ start: "22:00", end: "06:00" }] }]`,
    )
    interface Ranked {
      offer: { id: string }
      cost: { totalEur: number; reasons: string[] }
      differenceEur: number
      monthsEur: number[]
      monthsWon: number
      lessEur: number | null
    }
    const rank = (rest: string) =>
      house.ask<{ rankOffers: { current: Ranked; offers: Ranked[]; breakEvenOffPeakRatio: number } }>(
        `{ rankOffers(pdl: "${HOUSEHOLD_A}", from: "2022-08-01", to: "2023-07-01", ${rest} limit: 20) {
          current { ...R } offers { ...R } breakEvenOffPeakRatio coverage { ratio } } }
        fragment R on RankedOffer { offer { id } cost { totalEur reasons } differenceEur monthsEur monthsWon lessEur moreEur }`,
      )
    const { rankOffers: then } = await rank('prices: AT_DATE,')
    expect(then.current.cost.totalEur.toFixed(2)).toBe('1413.54')
    const base = then.offers.find(({ offer }) => offer.id === 'builtin:BASE:6')
    expect([base?.differenceEur, base?.monthsWon, base?.monthsEur.length]).toEqual([0, 0, 11])
    expect(then.offers.find(({ offer }) => offer.id === 'builtin:HC_HP:6')?.differenceEur).toBeGreaterThan(5)
    const { rankOffers: now } = await rank('')
    expect(now.offers.map(({ offer }) => offer.id)).toContain('builtin:TEMPO:6')
    const { rankOffers: more } = await rank(
      'whatIf: { added: [{ window: { start: "22:00", end: "06:00" }, energyWhPerDay: 5000 }], subscribedPowerKva: 9 },',
    )
    expect(more.current.cost.totalEur).toBeGreaterThan(now.current.cost.totalEur + 250)
    expect(more.offers.map(({ offer }) => offer.id)).toContain('builtin:HC_HP:9')
  })

  it('rank offers with off-peak hours for a home that has none, and say which were taken', async () => {
    const rank = async (offPeak: string) => {
      await signed(
        `[{ from: "2022-07-01", offerId: "builtin:BASE:6", subscribedPowerKva: 6, offPeak: ${offPeak} }]`,
      )
      const { rankOffers } = await house.ask<{
        rankOffers: {
          assumedOffPeak: { start: string; end: string }[]
          offers: { offer: { id: string }; assumesOffPeak: boolean; cost: { totalEur: number } }[]
        }
      }>(`{ rankOffers(pdl: "${HOUSEHOLD_A}", from: "2022-08-01", to: "2023-07-01", prices: AT_DATE, limit: 20) {
        assumedOffPeak { start end } offers { offer { id } assumesOffPeak cost { totalEur } } } }`)
      const of = (id: string) => rankOffers.offers.find(({ offer }) => offer.id === id)
      return { assumed: rankOffers.assumedOffPeak, base: of('builtin:BASE:6'), split: of('builtin:HC_HP:6') }
    }
    const told = await rank('[{ start: "22:00", end: "06:00" }]')
    expect([told.assumed, told.split?.assumesOffPeak]).toEqual([[], false])
    const taken = await rank('[]')
    expect(taken.assumed).toEqual([{ start: '22:00', end: '06:00' }])
    expect([taken.base?.assumesOffPeak, taken.split?.assumesOffPeak]).toEqual([false, true])
    expect(taken.split?.cost.totalEur).toBe(told.split?.cost.totalEur)
  })

  it('check an invoice line by line', async () => {
    const { checkInvoice } = await house.ask<{
      checkInvoice: { lines: { item: string; ownEur: number; cause: string }[]; unexplainedEur: number }
    }>(
      `{ checkInvoice(input: { pdl: "${HOUSEHOLD_A}", from: "2022-08-01", to: "2022-09-01",
        lines: [{ bucket: "BASE", energyKwh: 399, eurPerKwh: 0.1740 }], subscriptionEur: 15.00, totalEur: 82.12 }) {
        lines { item billedKwh ownKwh billedEur ownEur cause } explainedEur unexplainedEur coverage { ratio } } }`,
    )
    expect(checkInvoice.lines.map(({ item }) => item)).toEqual(['BASE', 'SUBSCRIPTION', 'TOTAL'])
    expect(checkInvoice.lines[2]?.ownEur.toFixed(2)).toBe('82.12')
  })

  it('balance what is drawn and injected, and a battery between them', async () => {
    await house.sql(`insert into production_load_curve (usage_point_id, start_at, interval_minutes, power_w)
      select usage_point_id, start_at, interval_minutes, 1000 from consumption_load_curve
      where start_at >= '2023-06-01T08:00Z' and start_at < '2023-06-30T16:00Z'
        and extract(hour from start_at) between 8 and 15`)
    await house.sql(`insert into production_daily (usage_point_id, date, value_wh, quality)
      select usage_point_id, (start_at at time zone 'Europe/Paris')::date, sum(power_w / 2), 'measured'
      from production_load_curve group by 1, 2`)
    await house.sql(`update usage_point set has_production = true`)
    const sale = (mode: string) =>
      house.ask(`mutation { saveTimeline(pdl: "${HOUSEHOLD_A}", direction: PRODUCTION, periods: [{ from: "2022-01-01",
        saleMode: ${mode}, versions: [{ prices: [{ bucket: "BASE", eurPerKwh: 0.13 }] }] }]) { __typename } }`)
    await sale('SURPLUS')
    interface Answer {
      balance: {
        total: { netWh: number; netEur: number; home: object | null }
        shiftableWh: number
        production: { total: { energyWh: number; cost: { totalEur: number } } }
        battery: { shiftedWh: number; yearlySavingEur: number }
      }
    }
    const ask = () =>
      house.ask<Answer>(`{ balance(pdl: "${HOUSEHOLD_A}", from: "2023-06-01", to: "2023-07-01") {
        total { netWh netEur home { producedWh selfConsumedWh } coverage { known } } shiftableWh
        points { from netWh } production { total { energyWh cost { totalEur } } }
        battery(capacityWh: 5000, powerW: 2000) { shiftedWh yearlySavingEur } } }`)
    const { balance } = await ask()
    expect(balance.production.total).toEqual({ energyWh: 240_000, cost: { totalEur: 31.2 } })
    expect(balance.total.home).toBeNull()
    expect(balance.total.netEur).toBeGreaterThan(0)
    expect(balance.battery.shiftedWh).toBeGreaterThan(10_000)
    expect(balance.battery.yearlySavingEur).toBeGreaterThan(0)
    await sale('TOTAL')
    expect((await ask()).balance.total.home).toEqual({ producedWh: 240_000, selfConsumedWh: 0 })
  })
})
