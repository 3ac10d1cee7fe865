import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Day, TempoColor } from '../core/index.js'
import { addDays, minutesOf, startOf, toDay } from '../core/index.js'
import type { DayTypes } from './day-cells.js'
import { dayCells } from './day-cells.js'
import { microEur } from './money.js'
import type { OfferVersion } from './offer.js'
import { tariffOf } from './tariff-rules.js'
import { UNSPLIT } from './paint.js'
import { priceDay } from './pricing.js'
import type { TimeWindow } from './windows.js'

const window = (start: string, end: string, rest: Partial<TimeWindow> = {}): TimeWindow => {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return {
    startMinute: minutes(start),
    endMinute: minutes(end),
    weekdays: [],
    season: 'ALL',
    from: null,
    to: null,
    ...rest,
  }
}
const version = (prices: Record<string, number>): OfferVersion => ({
  from: null,
  to: null,
  subscriptionPerMonth: null,
  prices: Object.fromEntries(Object.entries(prices).map(([bucket, eur]) => [bucket, microEur(eur)])),
  source: null,
})
const noTypes: DayTypes = { color: () => undefined, isSpecial: () => undefined, isHoliday: () => false }

/** A day of equal slots of 1 kW. */
function aDay(
  date: string,
  {
    step = 30,
    keep = () => true,
    totalWh = null as number | null,
    power = 1000,
  }: { step?: number; keep?: (slot: number) => boolean; totalWh?: number | null; power?: number } = {},
) {
  const day = toDay(date)
  const slots = Array.from({ length: minutesOf(day) / step }, (_, slot) => slot).filter(keep)
  return {
    day,
    starts: slots.map((slot) => startOf(day) / 1000 + slot * step * 60),
    minutes: slots.map(() => step),
    watts: slots.map(() => power),
    totalWh,
  }
}
const energies = (cost: ReturnType<typeof priceDay>) =>
  Object.fromEntries([...cost.buckets].map(([code, { energyWh }]) => [code, energyWh]))

describe('peak and off-peak', () => {
  const prices = version({ HC: 0.2, HP: 0.3 })
  const price = (windows: TimeWindow[], day: ReturnType<typeof aDay>) =>
    priceDay(
      day,
      dayCells(tariffOf('HC_HP', windows), day.day, () => prices, noTypes),
    )

  it('cuts a slot at the minute: 22:36 to 06:36', () => {
    expect(energies(price([window('22:36', '06:36')], aDay('2026-06-10')))).toEqual({ HC: 8000, HP: 16_000 })
  })

  it('counts overlapping windows once', () => {
    const windows = [window('01:00', '03:00'), window('02:00', '04:00')]
    expect(energies(price(windows, aDay('2026-06-10')))).toEqual({ HC: 3000, HP: 21_000 })
  })

  it('keeps to the wall clock on days of 23 and 25 hours', () => {
    expect(energies(price([window('22:00', '06:00')], aDay('2026-03-29')))).toEqual({ HC: 7000, HP: 16_000 })
    expect(energies(price([window('22:00', '06:00')], aDay('2026-10-25')))).toEqual({ HC: 9000, HP: 16_000 })
  })

  it('switches from summer to winter windows on 1 November, the night belonging to its evening', () => {
    const windows = [
      window('23:00', '07:00', { season: 'SUMMER' }),
      window('02:00', '05:00', { season: 'WINTER' }),
    ]
    expect(energies(price(windows, aDay('2026-10-31')))).toEqual({ HC: 8000, HP: 16_000 })
    expect(energies(price(windows, aDay('2026-11-01')))).toEqual({ HC: 7000, HP: 17_000 })
    expect(energies(price(windows, aDay('2026-11-02')))).toEqual({ HC: 3000, HP: 21_000 })
  })

  it('costs each bucket at its price, in micro-euros', () => {
    const { buckets } = price([window('22:00', '06:00')], aDay('2026-06-10'))
    expect([buckets.get('HC')?.cost, buckets.get('HP')?.cost]).toEqual([1_600_000, 4_800_000])
  })
})

describe('Tempo', () => {
  const prices = version({
    BLUE_HC: 0.1,
    BLUE_HP: 0.15,
    WHITE_HC: 0.12,
    WHITE_HP: 0.18,
    RED_HC: 0.15,
    RED_HP: 0.7,
  })
  const colors = (known: Record<string, TempoColor>): DayTypes => ({ ...noTypes, color: (day) => known[day] })
  const price = (day: string, known: Record<string, TempoColor>) =>
    priceDay(
      aDay(day),
      dayCells(tariffOf('TEMPO', []), toDay(day), () => prices, colors(known)),
    )

  it('bills the night until 06:00 at the colour of the day before', () => {
    expect(energies(price('2026-01-15', { '2026-01-14': 'RED', '2026-01-15': 'BLUE' }))).toEqual({
      RED_HC: 6000,
      BLUE_HP: 16_000,
      BLUE_HC: 2000,
    })
  })

  it('keeps an unknown colour apart, between all blue and all red', () => {
    const { buckets } = price('2026-01-15', { '2026-01-14': 'BLUE' })
    expect(buckets.get('TEMPO_UNKNOWN_HP')).toMatchObject({
      energyWh: 16_000,
      pricedWh: 0,
      cost: 0,
      low: 2_400_000,
      high: 11_200_000,
    })
  })

  it('takes the price in force on the Tempo day, not on the civil one', () => {
    const older = version({ BLUE_HC: 0.05, BLUE_HP: 0.05 })
    const versionOn = (day: Day) => (day < '2026-02-01' ? older : prices)
    const cells = dayCells(
      tariffOf('TEMPO', []),
      toDay('2026-02-01'),
      versionOn,
      colors({ '2026-01-31': 'BLUE', '2026-02-01': 'BLUE' }),
    )
    const { buckets } = priceDay(aDay('2026-02-01'), cells)
    expect(buckets.get('BLUE_HC')?.cost).toBe(6 * 50_000 + 2 * 100_000)
  })
})

describe('EJP', () => {
  it('bills a peak day from 07:00 to 01:00', () => {
    const prices = version({ EJP_NORMAL: 0.15, EJP_PEAK: 1 })
    const types = { ...noTypes, isSpecial: (_: string, day: Day) => day === '2026-01-15' }
    const on = (day: string) =>
      energies(
        priceDay(
          aDay(day),
          dayCells(tariffOf('EJP', []), toDay(day), () => prices, types),
        ),
      )
    expect(on('2026-01-15')).toEqual({ EJP_NORMAL: 7000, EJP_PEAK: 17_000 })
    expect(on('2026-01-16')).toEqual({ EJP_NORMAL: 23_000, EJP_PEAK: 1000 })
  })
})

describe('week-end offers', () => {
  it('bill the whole Saturday and Sunday off-peak, and the windows of the week', () => {
    const prices = version({ HC: 0.2, HP: 0.3 })
    const on = (day: string) =>
      energies(
        priceDay(
          aDay(day),
          dayCells(tariffOf('HC_WEEKEND', [window('22:00', '06:00')]), toDay(day), () => prices, noTypes),
        ),
      )
    expect(on('2026-06-13')).toEqual({ HC: 24_000 })
    expect(on('2026-06-12')).toEqual({ HC: 8000, HP: 16_000 })
  })
})

describe('the known total of a day', () => {
  const base = (day: ReturnType<typeof aDay>) =>
    priceDay(
      day,
      dayCells(tariffOf('BASE', []), day.day, () => version({ BASE: 0.25 }), noTypes),
    )

  it('scales a whole curve, so that buckets add up to it', () => {
    expect(base(aDay('2026-06-10', { totalWh: 24_200 })).energyWh).toBeCloseTo(24_200, 6)
  })

  it('does not scale what differs by more than a tenth, and says so', () => {
    expect(base(aDay('2026-06-10', { totalWh: 30_000 }))).toMatchObject({
      energyWh: 24_000,
      isInconsistent: true,
    })
  })

  it('prices a day without a curve when it has but one bucket', () => {
    const { buckets } = base(aDay('2026-06-10', { keep: () => false, totalWh: 10_000 }))
    expect(buckets.get('BASE')).toMatchObject({ energyWh: 10_000, cost: 2_500_000 })
  })

  it('leaves the rest of a partial day unsplit, between its cheapest and dearest price', () => {
    const day = aDay('2026-06-10', { keep: (slot) => slot < 24, totalWh: 24_000 })
    const { buckets } = priceDay(
      day,
      dayCells(
        tariffOf('HC_HP', [window('22:00', '06:00')]),
        day.day,
        () => version({ HC: 0.2, HP: 0.3 }),
        noTypes,
      ),
    )
    expect(buckets.get(UNSPLIT)).toMatchObject({
      energyWh: 12_000,
      pricedWh: 0,
      low: 2_400_000,
      high: 3_600_000,
    })
  })
})

describe('whatever the curve', () => {
  const offers = [
    'BASE',
    'HC_HP',
    'TEMPO',
    'HC_WEEKEND',
    'HC_NUIT_WEEKEND',
    'SEASONAL',
    'BASE_WEEKEND',
    'UNHEARD_OF',
  ]
  const cellsOf = (type: string, day: Day) =>
    dayCells(
      tariffOf(type, [window('22:36', '06:36')]),
      day,
      () => version({ HC: 0.2, HP: 0.3, BASE: 0.25 }),
      noTypes,
    )

  it('buckets add up to the day, for any offer, on any day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...offers),
        fc.integer({ min: 0, max: 1200 }),
        fc.array(fc.nat(9000), { minLength: 50, maxLength: 50 }),
        (type, shift, watts) => {
          const day = addDays(toDay('2023-01-01'), shift)
          const slots = aDay(day)
          const drawn = { ...slots, watts: slots.starts.map((_, index) => watts[index] ?? 0) }
          const { energyWh } = priceDay(drawn, cellsOf(type, day))
          expect(energyWh).toBeCloseTo(
            drawn.watts.reduce((sum, w) => sum + w / 2, 0),
            3,
          )
        },
      ),
    )
  })

  it('the order in which slots came does not change the cost', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 48 }, (_, index) => index),
          { minLength: 48 },
        ),
        (order) => {
          const day = aDay('2026-06-10')
          const shuffled = { ...day, starts: order.map((index) => day.starts[index] ?? 0) }
          const cost = (one: typeof day) =>
            Object.fromEntries(priceDay(one, cellsOf('HC_HP', day.day)).buckets)
          expect(cost(shuffled)).toEqual(cost(day))
        },
      ),
    )
  })
})
