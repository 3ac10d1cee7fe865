import { describe, expect, it } from 'vitest'

import { minutesOf, startOf, toDay } from '../core/index.js'
import { curveDayOf } from './load-curve-days.js'

/** A day of equal steps; `power` gives the W of each slot, null leaves it out. */
function aDay(date: string, step: number, power: (slot: number) => number | null = () => 100) {
  const day = toDay(date)
  const slots = Array.from({ length: minutesOf(day) / step }, (_, slot) => slot).filter(
    (slot) => power(slot) !== null,
  )
  return {
    day,
    starts: slots.map((slot) => startOf(day) / 1000 + slot * step * 60),
    minutes: slots.map(() => step),
    watts: slots.map((slot) => power(slot) ?? 0),
  }
}

describe('a day in columns', () => {
  it('has 46, 48 or 50 half-hours, and the energy of its 23, 24 or 25 hours', () => {
    const days = ['2026-03-29', '2026-06-01', '2026-10-25'].map((date) => curveDayOf(aDay(date, 30)))
    expect(days.map(({ watts }) => watts.length)).toEqual([46, 48, 50])
    expect(days.map(({ energyWh }) => energyWh)).toEqual([2300, 2400, 2500])
  })

  it('shows a hole as a hole', () => {
    const day = curveDayOf(aDay('2026-06-01', 30, (slot) => (slot === 3 ? null : slot)))
    expect(day.watts.slice(2, 5)).toEqual([2, null, 4])
    expect(day.knownSlots).toBe(47)
  })

  it('takes the finest step when it changed within the day, without changing the energy', () => {
    const morning = aDay('2026-06-01', 60)
    const evening = aDay('2026-06-01', 30, (slot) => (slot < 24 ? null : 300))
    const mixed = {
      day: morning.day,
      starts: [...morning.starts.slice(0, 12), ...evening.starts],
      minutes: [...morning.minutes.slice(0, 12), ...evening.minutes],
      watts: [...morning.watts.slice(0, 12), ...evening.watts],
    }
    const day = curveDayOf(mixed)
    expect(day).toMatchObject({ stepMinutes: 30, knownSlots: 48, energyWh: 12 * 100 + 12 * 300 })
    expect([day.watts[0], day.watts[23], day.watts[24]]).toEqual([100, 100, 300])
  })

  it('averages to a coarser step, and leaves out what is not whole', () => {
    const day = curveDayOf(
      aDay('2026-06-01', 30, (slot) => (slot === 5 ? null : slot * 10)),
      60,
    )
    expect(day.stepMinutes).toBe(60)
    expect(day.watts.slice(0, 4)).toEqual([5, 25, null, 65])
  })
})
