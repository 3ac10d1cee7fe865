import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { TempoColor } from '../core/index.js'
import { addDays, formatInstant, minutesOf, startOf, toDay } from '../core/index.js'
import type { DayTypes } from './day-cells.js'
import { dayCells } from './day-cells.js'
import { priceHours } from './hour-costs.js'
import { microEur } from './money.js'
import { priceDay } from './pricing.js'
import { tariffOf } from './tariff-rules.js'

const types = (color: (day: string) => TempoColor | undefined): DayTypes => ({
  color,
  isSpecial: () => undefined,
  isHoliday: () => false,
})
const priced = (prices: Record<string, number>) => () => ({
  from: null,
  to: null,
  subscriptionPerMonth: null,
  prices: Object.fromEntries(Object.entries(prices).map(([bucket, eur]) => [bucket, microEur(eur)])),
  source: null,
})
const NIGHT = {
  startMinute: 22 * 60 + 30,
  endMinute: 6 * 60 + 12,
  weekdays: [],
  season: 'ALL' as const,
  from: null,
  to: null,
}
const OFF_PEAK = tariffOf('HC_HP', [NIGHT])
const TEMPO = tariffOf('TEMPO', [])
const TEMPO_PRICES = priced({
  BLUE_HC: 0.1,
  BLUE_HP: 0.2,
  WHITE_HC: 0.15,
  WHITE_HP: 0.25,
  RED_HC: 0.16,
  RED_HP: 0.7,
})

function aDay(date: string, power: (slot: number) => number, step = 30, kept = (_slot: number) => true) {
  const day = toDay(date)
  const slots = Array.from({ length: minutesOf(day) / step }, (_, slot) => slot).filter(kept)
  return {
    day,
    starts: slots.map((slot) => startOf(day) / 1000 + slot * step * 60),
    minutes: slots.map(() => step),
    watts: slots.map(power),
    totalWh: null as number | null,
  }
}

describe('the hours of a day', () => {
  it.each(['2026-03-29', '2026-10-25', '2026-05-05'])('add up to its cost and to its buckets: %s', (date) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 50, maxLength: 50 }), (powers) => {
        const energy = aDay(date, (slot) => powers[slot] ?? 0)
        const totalWh = Math.round(powers.slice(0, energy.watts.length).reduce((a, b) => a + b, 0) / 2)
        const cells = dayCells(
          OFF_PEAK,
          energy.day,
          priced({ HC: 0.2068, HP: 0.27 }),
          types(() => undefined),
        )
        const day = priceDay({ ...energy, totalWh }, cells)
        const { hours, cost } = priceHours({ ...energy, totalWh }, cells)
        expect(hours).toHaveLength(minutesOf(energy.day) / 60)
        for (const [bucket, sum] of day.buckets) {
          const parts = hours.flatMap((hour) => hour.parts.filter((part) => part.bucket === bucket))
          expect(parts.reduce((all, part) => all + (part.cost ?? NaN), 0)).toBe(sum.cost)
          expect(parts.reduce((all, part) => all + part.energyWh, 0)).toBeCloseTo(sum.energyWh, 6)
        }
        expect(cost).toBe([...day.buckets.values()].reduce((all, bucket) => all + bucket.cost, 0))
      }),
      { numRuns: 30 },
    )
  })

  it('are UTC hours: the one that the autumn change repeats is two', () => {
    const energy = aDay('2026-10-25', () => 1000)
    const cells = dayCells(
      OFF_PEAK,
      energy.day,
      priced({ HC: 0.2, HP: 0.3 }),
      types(() => undefined),
    )
    const { hours } = priceHours(energy, cells)
    expect(hours.slice(1, 5).map(({ startAt }) => formatInstant(startAt))).toEqual([
      '2026-10-25T01:00:00+02:00',
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ])
    // 06:12 on the wall: twelve minutes off-peak, the rest of that half-hour and the next at the price of the day.
    expect(hours[7]).toEqual({
      startAt: startOf(energy.day) + 7 * 3_600_000,
      parts: [
        { bucket: 'HC', energyWh: 200, cost: 40_000 },
        { bucket: 'HP', energyWh: 800, cost: 90_000 + 150_000 },
      ],
      cost: 280_000,
    })
  })

  it('a quarter of an hour and an hour a slot tell the same', () => {
    for (const step of [10, 15, 30, 60]) {
      const energy = aDay('2026-05-05', () => 600, step)
      const cells = dayCells(
        TEMPO,
        energy.day,
        TEMPO_PRICES,
        types((day) => (day === '2026-05-04' ? 'RED' : 'BLUE')),
      )
      const { hours, cost } = priceHours(energy, cells)
      expect(hours[5]?.parts).toEqual([{ bucket: 'RED_HC', energyWh: 600, cost: 96_000 }])
      expect(hours[6]?.parts).toEqual([{ bucket: 'BLUE_HP', energyWh: 600, cost: 120_000 }])
      expect(cost).toBe(6 * 96_000 + 16 * 120_000 + 2 * 60_000)
    }
  })
})

describe('what is not known', () => {
  const tomorrowUnknown = types((day) => (day < '2026-05-05' ? 'BLUE' : undefined))

  it('an hour without a price has no cost and no bucket, its neighbours have theirs', () => {
    const energy = aDay('2026-05-05', () => 1000)
    const { hours, cost } = priceHours(energy, dayCells(TEMPO, energy.day, TEMPO_PRICES, tomorrowUnknown))
    expect(hours[5]).toMatchObject({ parts: [{ bucket: 'BLUE_HC', cost: 100_000 }], cost: 100_000 })
    expect(hours[6]).toMatchObject({ parts: [], cost: null })
    expect(cost).toBeNull()
  })

  it('nothing drawn where the price is not known is no zero', () => {
    const energy = aDay('2026-05-05', () => 0)
    const { hours } = priceHours(energy, dayCells(TEMPO, energy.day, TEMPO_PRICES, tomorrowUnknown))
    expect([hours[5]?.cost, hours[6]?.cost]).toEqual([0, null])
  })

  it('a total without a curve is priced when its day has one price, at its midnight; else it is in no bucket', () => {
    const energy = {
      ...aDay(
        '2026-05-05',
        () => 0,
        30,
        () => false,
      ),
      totalWh: 9000,
    }
    const base = dayCells(
      tariffOf('BASE', []),
      energy.day,
      priced({ BASE: 0.2 }),
      types(() => undefined),
    )
    expect(priceHours(energy, base)).toEqual({
      energyWh: 9000,
      hours: [
        {
          startAt: startOf(energy.day),
          parts: [{ bucket: 'BASE', energyWh: 9000, cost: 1_800_000 }],
          cost: 1_800_000,
        },
      ],
      cost: 1_800_000,
    })
    const split = dayCells(
      OFF_PEAK,
      energy.day,
      priced({ HC: 0.2, HP: 0.3 }),
      types(() => undefined),
    )
    expect(priceHours(energy, split)).toEqual({ energyWh: 9000, hours: [], cost: null })
  })

  it('a hole keeps the known hours; the day as a whole then has no cost', () => {
    const energy = {
      ...aDay(
        '2026-05-05',
        () => 1000,
        30,
        (slot) => slot < 20,
      ),
      totalWh: 20_000,
    }
    const split = dayCells(
      OFF_PEAK,
      energy.day,
      priced({ HC: 0.2, HP: 0.3 }),
      types(() => undefined),
    )
    const { hours, cost } = priceHours(energy, split)
    expect([hours.length, hours.at(-1)?.cost, cost]).toEqual([10, 300_000, null])
    const base = dayCells(
      tariffOf('BASE', []),
      addDays(energy.day, 0),
      priced({ BASE: 0.2 }),
      types(() => undefined),
    )
    expect(priceHours(energy, base)).toMatchObject({ energyWh: 20_000, cost: 4_000_000 })
  })
})
