import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Day } from '../core/index.js'
import { minutesOf, startOf, toDay } from '../core/index.js'
import type { ExportSlot } from './export-source.js'
import { hoursOf } from './hours.js'

const HOUR = 60 * 60_000
const DAYS = ['2026-03-29', '2026-06-01', '2026-10-25'].map(toDay)
const [SPRING, SUMMER, AUTUMN] = DAYS as [Day, Day, Day]

function slotsOf(day: Day, power: (slot: number) => number | null, step = 30): ExportSlot[] {
  return Array.from({ length: minutesOf(day) / step }, (_, slot) => slot).flatMap((slot) => {
    const powerW = power(slot)
    return powerW === null ? [] : [{ startAt: startOf(day) + slot * step * 60_000, minutes: step, powerW }]
  })
}
const total = (day: Day, energyWh: number) => ({ day, energyWh, derived: false })
const sum = (hours: readonly { energyWh: number }[]) =>
  hours.reduce((energy, { energyWh }) => energy + energyWh, 0)

describe('hours of whole days', () => {
  it('are 23, 24 or 25, each at its own instant', () => {
    for (const [day, count] of [
      [SPRING, 23],
      [SUMMER, 24],
      [AUTUMN, 25],
    ] as const) {
      const hours = hoursOf(
        [],
        slotsOf(day, () => 1000),
      )
      expect(hours.map(({ startAt }) => startAt)).toEqual(
        Array.from({ length: count }, (_, hour) => startOf(day) + hour * HOUR),
      )
      expect(hours.every(({ energyWh }) => energyWh === 1000)).toBe(true)
    }
  })

  it('hold the sum of their slots: two of 30 minutes, four of 15, one of 60', () => {
    for (const step of [15, 30, 60]) {
      const hours = hoursOf(
        [],
        slotsOf(SUMMER, (slot) => (slot < 60 / step ? 600 : 0), step),
      )
      expect(hours.slice(0, 2)).toEqual([
        { startAt: startOf(SUMMER), energyWh: 600 },
        { startAt: startOf(SUMMER) + HOUR, energyWh: 0 },
      ])
    }
  })

  it('are scaled to the total of the index', () => {
    const hours = hoursOf(
      [total(SUMMER, 24_240)],
      slotsOf(SUMMER, () => 1000),
    )
    expect(hours[7]?.energyWh).toBeCloseTo(1010, 9)
    expect(sum(hours)).toBeCloseTo(24_240, 6)
  })

  it('are left as they are when curve and index differ by more than a tenth', () => {
    const curve = slotsOf(SUMMER, () => 1000)
    expect(sum(hoursOf([total(SUMMER, 26_500)], curve))).toBe(24_000)
    expect(sum(hoursOf([total(SUMMER, 21_500)], curve))).toBe(24_000)
    expect(sum(hoursOf([total(SUMMER, 26_400)], curve))).toBeCloseTo(26_400, 6)
  })

  it('are zero all day when nothing was used', () => {
    expect(
      sum(
        hoursOf(
          [total(SUMMER, 0)],
          slotsOf(SUMMER, () => 0),
        ),
      ),
    ).toBe(0)
    expect(
      sum(
        hoursOf(
          [total(SUMMER, 500)],
          slotsOf(SUMMER, () => 0),
        ),
      ),
    ).toBe(0)
  })

  it('take a slot that spans two hours by its minutes in each', () => {
    const slot = { startAt: startOf(SUMMER) + 40 * 60_000, minutes: 40, powerW: 600 }
    expect(hoursOf([], [slot])).toEqual([
      { startAt: startOf(SUMMER), energyWh: 200 },
      { startAt: startOf(SUMMER) + HOUR, energyWh: 200 },
    ])
  })
})

describe('hours of days that are not whole', () => {
  it('are one row at local midnight when only the total is known', () => {
    expect(hoursOf([total(SUMMER, 9000)], [])).toEqual([{ startAt: startOf(SUMMER), energyWh: 9000 }])
  })

  it('are the known hours, the rest of the total in the last of them', () => {
    const morning = slotsOf(SUMMER, (slot) => (slot < 4 ? 500 : null))
    expect(hoursOf([total(SUMMER, 9000)], morning)).toEqual([
      { startAt: startOf(SUMMER), energyWh: 500 },
      { startAt: startOf(SUMMER) + HOUR, energyWh: 8500 },
    ])
    expect(hoursOf([], morning).map(({ energyWh }) => energyWh)).toEqual([500, 500])
  })

  it('never hold less than nothing', () => {
    const morning = slotsOf(SUMMER, (slot) => (slot < 4 ? 500 : null))
    expect(hoursOf([total(SUMMER, 300)], morning).map(({ energyWh }) => energyWh)).toEqual([500, 500])
  })

  it('leave a missing day out', () => {
    expect(hoursOf([total(SPRING, 1), total(AUTUMN, 2)], []).map(({ startAt }) => startAt)).toEqual([
      startOf(SPRING),
      startOf(AUTUMN),
    ])
  })
})

describe('whatever the curve', () => {
  const anyDay = fc.record({
    day: fc.constantFrom(...DAYS),
    step: fc.constantFrom(15, 30, 60),
    powers: fc.array(fc.integer({ min: 0, max: 36_000 }), { minLength: 100, maxLength: 100 }),
    factor: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
    isWhole: fc.boolean(),
  })

  it('the hours of a day add up to its total, on the hour, never negative', () => {
    fc.assert(
      fc.property(anyDay, ({ day, step, powers, factor, isWhole }) => {
        const slots = slotsOf(
          day,
          (slot) => (isWhole || slot % 3 === 0 ? (powers[slot] ?? 0) + 1 : null),
          step,
        )
        const known = slots.reduce((energy, { powerW, minutes }) => energy + (powerW * minutes) / 60, 0)
        const energyWh = isWhole ? known * Math.min(1.0999, Math.max(0.9001, factor)) : known * 3
        const hours = hoursOf([total(day, energyWh)], slots)
        expect(Math.abs(sum(hours) - energyWh)).toBeLessThan(1e-6)
        expect(hours.every((hour) => hour.energyWh >= 0 && hour.startAt % HOUR === 0)).toBe(true)
        expect(new Set(hours.map(({ startAt }) => startAt)).size).toBe(hours.length)
      }),
    )
  })
})
