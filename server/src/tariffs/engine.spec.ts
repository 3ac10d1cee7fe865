import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Day, TempoColor } from '../core/index.js'
import { addDays, daysOf, minutesOf, startOf, toDay } from '../core/index.js'
import type { Contract } from './contract.js'
import { sumCosts } from './cost-sum.js'
import type { DayTypes } from './day-cells.js'
import { meanDays } from './mean-days.service.js'
import { MeterPricer } from './meter-pricer.js'
import { microEur } from './money.js'
import { priceAll } from './pricing.service.js'
import type { DayEnergy } from './pricing.js'
import { builtInId, regulatedOffers } from './regulated-tariffs.js'
import { isSpecialDay } from './special-days.js'
import { BUILT_IN_RATES } from './taxes.js'
import type { TimeWindow } from './windows.js'

const today = toDay('2026-11-24')
const colors: readonly TempoColor[] = ['BLUE', 'WHITE', 'RED']
const types: DayTypes = {
  color: (day) => colors[(day.charCodeAt(9) + day.charCodeAt(6)) % 3],
  isSpecial: () => undefined,
  isHoliday: () => false,
}
const night = (start = 22 * 60, end = 6 * 60): TimeWindow => ({
  startMinute: start,
  endMinute: end,
  weekdays: [],
  season: 'ALL',
  from: null,
  to: null,
})
const offers = new Map(regulatedOffers().map((offer) => [offer.id, offer]))
const contract = (type: string, changes: Partial<Contract> = {}): Contract => ({
  from: toDay('2012-01-01'),
  to: null,
  offer: offers.get(builtInId(type, 9)) ?? null,
  subscribedPowerKva: 9,
  offPeak: [night()],
  ownVersions: [],
  saleMode: null,
  saleQuotaWh: null,
  carriesPrices: false,
  origin: 'MANUAL',
  ...changes,
})
/** Days of half-hours that change all the time, and their totals. */
function days(
  from: string,
  count: number,
  { seed = 7, isHeld }: { seed?: number; isHeld?: (slot: number) => boolean } = {},
): DayEnergy[] {
  let slot = 0
  return daysOf({ from: toDay(from), to: addDays(toDay(from), count) }).map((day) => {
    const slots = Array.from({ length: minutesOf(day) / 30 }, (_, index) => index)
    const watts = slots.map(() => 200 + ((slot++ * 7919 * seed) % 4001))
    const held = isHeld ? slots.filter(isHeld) : slots
    return {
      day,
      starts: held.map((index) => startOf(day) / 1000 + index * 1800),
      minutes: held.map(() => 30),
      watts: held.map((index) => watts[index] ?? 0),
      totalWh: Math.round(watts.reduce((sum, w) => sum + w / 2, 0)),
    }
  })
}
const none = () => null
const costsOf = (held: readonly DayEnergy[], contracts: readonly Contract[]) =>
  priceAll(held, new MeterPricer(contracts, types), none)

describe('the cost of a period', () => {
  const types = ['BASE', 'HC_HP', 'TEMPO', 'EJP']

  it('is the sum of its parts, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.integer({ min: 1, max: 119 }), (type, cut) => {
        const held = days('2025-06-15', 120)
        const costs = costsOf(held, [contract(type)])
        const at = (from: Day, to: Day) => sumCosts([costs], { from, to }, today)
        const [first, middle, last] = [0, cut, 120].map((shift) => addDays(toDay('2025-06-15'), shift)) as [
          Day,
          Day,
          Day,
        ]
        const [whole, a, b] = [at(first, last), at(first, middle), at(middle, last)]
        expect(a.energyCost + b.energyCost).toBe(whole.energyCost)
        expect(a.subscription + b.subscription).toBe(whole.subscription)
        expect(a.low + b.low).toBe(whole.low)
        expect(whole.energyWh).toBeCloseTo(
          held.reduce((sum, { totalWh }) => sum + (totalWh ?? 0), 0),
          3,
        )
      }),
      { numRuns: 30 },
    )
  })

  it('is the same whatever the order, the repeats and the lateness of what came', () => {
    const held = days('2026-03-20', 20)
    fc.assert(
      fc.property(
        fc.array(fc.nat(19), { maxLength: 60 }),
        fc.shuffledSubarray([...held.keys()], { minLength: 20 }),
        (first, order) => {
          const stored = new Map<Day, DayEnergy>()
          for (const index of [...first, ...order]) stored.set(held[index]!.day, held[index]!)
          const range = { from: toDay('2026-03-20'), to: toDay('2026-04-09') }
          const sum = (all: DayEnergy[]) => sumCosts([costsOf(all, [contract('TEMPO')])], range, today).total
          expect(sum([...stored.values()])).toBe(sum(held))
        },
      ),
    )
  })
})

describe('the contract timeline', () => {
  it('prices each day under the contract of that day', () => {
    const contracts = [
      contract('BASE', { to: toDay('2026-03-10') }),
      contract('HC_HP', { from: toDay('2026-03-10'), to: toDay('2026-03-15') }),
    ]
    const held = days('2026-03-08', 10)
    const costs = costsOf(held, contracts)
    const on = (day: string) => [...(costs.days.get(toDay(day))?.buckets.keys() ?? [])].sort()
    expect([on('2026-03-09'), on('2026-03-10'), on('2026-03-15')]).toEqual([
      ['BASE'],
      ['HC', 'HP'],
      ['UNSPLIT'],
    ])
    const after = sumCosts([costs], { from: toDay('2026-03-15'), to: toDay('2026-03-18') }, today)
    expect([after.total, after.contractDays, [...after.reasons]]).toEqual([null, 0, ['PRICE_UNKNOWN']])
  })

  it('counts the subscription of each contract day, data or not, but none of the days to come', () => {
    const month = { from: toDay('2026-11-01'), to: toDay('2026-12-01') }
    const costs = costsOf([], [contract('BASE')])
    const sum = sumCosts([costs], month, today)
    const monthly = costs.pricer.versionOn(today)?.subscriptionPerMonth ?? 0
    expect([sum.subscription, sum.total]).toEqual([23 * Math.round((monthly * 12) / 365), null])
  })
})

/** Three weeks around each change, billed line by line: what an invoice says. */
describe('an invoice', () => {
  const own = (from: string | null, to: string | null, [hc, hp, month]: [number, number, number]) => ({
    from: from === null ? null : toDay(from),
    to: to === null ? null : toDay(to),
    prices: { HC: microEur(hc), HP: microEur(hp) },
    subscriptionPerMonth: microEur(month),
    source: null,
  })
  const contracts = [
    contract('HC_HP', {
      from: toDay('2025-01-01'),
      offer: null,
      offPeak: [
        { ...night(22 * 60, 6 * 60), to: toDay('2025-11-01') },
        { ...night(2 * 60, 7 * 60), from: toDay('2025-11-01') },
        { ...night(12 * 60, 15 * 60), from: toDay('2025-11-01') },
      ],
      ownVersions: [
        own(null, '2025-08-01', [0.1696, 0.2146, 15.74]),
        own('2025-08-01', '2026-02-01', [0.1635, 0.2081, 15.65]),
        own('2026-02-01', null, [0.1579, 0.206, 15.86]),
      ],
    }),
  ]
  /** 2 kW at night (22:00 to 07:00), 1 kW by day: 27 kWh a day. */
  const held = daysOf({ from: toDay('2025-07-22'), to: toDay('2026-02-11') }).map((day): DayEnergy => {
    const starts = Array.from({ length: minutesOf(day) / 30 }, (_, slot) => startOf(day) / 1000 + slot * 1800)
    const wall = (slot: number) =>
      minutesOf(day) === 1500 && slot >= 6 ? slot - 2 : minutesOf(day) === 1380 && slot >= 4 ? slot + 2 : slot
    return {
      day,
      starts,
      minutes: starts.map(() => 30),
      watts: starts.map((_, slot) => (wall(slot) < 14 || wall(slot) >= 44 ? 2000 : 1000)),
      totalWh: null,
    }
  })
  const costs = costsOf(held, contracts)
  const lines = (from: string, to: string) => {
    const sum = sumCosts([costs], { from: toDay(from), to: toDay(to) }, today)
    const euros = (micro: number) => (micro / 1e6).toFixed(2)
    return {
      ...Object.fromEntries(
        [...sum.buckets].map(([code, { energyWh, cost }]) => [code, `${energyWh / 1000} kWh ${euros(cost)}`]),
      ),
      subscription: euros(sum.subscription),
      total: euros(sum.total ?? 0),
      vat: euros(sum.taxes(BUILT_IN_RATES)?.vat ?? 0),
      excise: euros(sum.taxes(BUILT_IN_RATES)?.excise ?? 0),
    }
  }

  it('before and after 1 August: price, VAT of the subscription and accise change', () => {
    // 10 days x 16 kWh off-peak and 17 kWh at peak; VAT 20 % on energy, 5.5 % on 5.17 EUR of subscription.
    expect(lines('2025-07-22', '2025-08-01')).toEqual({
      HC: '160 kWh 27.14',
      HP: '170 kWh 36.48',
      subscription: '5.17',
      total: '68.79',
      vat: '10.87',
      excise: '11.12',
    })
    expect(lines('2025-08-01', '2025-08-11')).toEqual({
      HC: '160 kWh 26.16',
      HP: '170 kWh 35.38',
      subscription: '5.15',
      total: '66.68',
      vat: '11.11',
      excise: '9.89',
    })
  })

  it('adds both sides up, line by line', () => {
    expect(lines('2025-07-22', '2025-08-11')).toMatchObject({
      HC: '320 kWh 53.30',
      HP: '340 kWh 71.86',
      subscription: '10.32',
    })
  })

  it('before and after a change of off-peak hours, the night belonging to its evening', () => {
    expect(lines('2025-10-27', '2025-11-01')).toMatchObject({ HC: '80 kWh 13.08', HP: '85 kWh 17.69' })
    // 1 November: the night of 31 October until 06:00, and the new windows: 6 + 1 h at 2 kW, 3 h at 1 kW.
    expect(lines('2025-11-01', '2025-11-02')).toMatchObject({ HC: '17 kWh 2.78', HP: '16 kWh 3.33' })
    expect(lines('2025-11-02', '2025-11-03')).toMatchObject({ HC: '13 kWh 2.13', HP: '20 kWh 4.16' })
  })

  it('before and after 1 February', () => {
    expect(lines('2026-01-31', '2026-02-01')).toMatchObject({
      HC: '13 kWh 2.13',
      HP: '20 kWh 4.16',
      subscription: '0.51',
    })
    expect(lines('2026-02-01', '2026-02-02')).toMatchObject({
      HC: '13 kWh 2.05',
      HP: '20 kWh 4.12',
      subscription: '0.52',
    })
  })
})

describe('a day without its curve', () => {
  const noon = (index: number) => index < 24
  const held = days('2026-06-08', 1, { isHeld: noon })
  const means = meanDays(
    Array.from({ length: 48 }, (_, slot) => ({
      weekday: 1,
      summer: true,
      slot,
      power: slot < 44 ? 100 : 400,
      days: 10,
    })),
  )

  it('is split as the home does on such a weekday of the season, and says so', () => {
    const costs = priceAll(held, new MeterPricer([contract('HC_HP')], types), means)
    const buckets = costs.days.get(toDay('2026-06-08'))?.buckets
    const rest = (held[0]?.totalWh ?? 0) - held[0]!.watts.reduce((sum, w) => sum + w / 2, 0)
    // After noon, 20 half-hours of 100 W then 4 of 400 W.
    expect(buckets?.get('HC')?.estimatedWh).toBeCloseTo((rest * 1600) / 3600, 6)
    expect(buckets?.get('HP')?.estimatedWh).toBeCloseTo((rest * 2000) / 3600, 6)
    expect(buckets?.has('UNSPLIT')).toBe(false)
  })

  it('stays unsplit when the home is not known on such days, between its lowest and highest cost', () => {
    const costs = priceAll(held, new MeterPricer([contract('HC_HP')], types), meanDays([]))
    const sum = sumCosts([costs], { from: toDay('2026-06-08'), to: toDay('2026-06-09') }, today)
    expect([...sum.reasons]).toEqual(['INCOMPLETE_DAY'])
    expect(sum.low).toBeLessThan(sum.high)
  })
})

it('knows special days only of seasons that were told', () => {
  const told = new Set([toDay('2025-01-15')])
  const on = (day: string) => isSpecialDay('EJP', toDay(day), told, today)
  expect([on('2025-01-15'), on('2025-01-16'), on('2025-06-01'), on('2026-01-15'), on('2026-12-01')]).toEqual([
    true,
    false,
    false,
    undefined,
    undefined,
  ])
})
