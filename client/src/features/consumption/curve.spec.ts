import { describe, expect, it } from 'vitest'
import { highestSlot, scaleOf, shapeOf, slotsOf, stepPath, type CurveDay, type Slot } from './curve'

function aDay(start: string, watts: (number | null)[]): CurveDay {
  const known = watts.filter((value) => value !== null).length
  const coverage = { known, expected: watts.length, missing: [] }
  return { date: start.slice(0, 10), start, stepMinutes: 30, watts, energyWh: 0, coverage }
}
const total = () => 'total' as const
const slot = (watts: number | null, minutes = 0): Slot => ({ watts, minutes, bucket: 'total' })

describe('slotsOf', () => {
  it('labels an ordinary day from 0 h to 23 h 30', () => {
    const slots = slotsOf(aDay('2026-03-11T00:00:00+01:00', Array(48).fill(100)), total)
    expect(slots.map((s) => s.minutes)).toEqual(Array.from({ length: 48 }, (_, i) => i * 30))
  })

  it('skips the missing hour of March', () => {
    const slots = slotsOf(aDay('2026-03-29T00:00:00+01:00', Array(46).fill(100)), total)
    expect(slots).toHaveLength(46)
    expect(slots.slice(3, 6).map((s) => s.minutes)).toEqual([90, 180, 210])
    expect(slots.at(-1)?.minutes).toBe(1410)
  })

  it('repeats the hour of October', () => {
    const slots = slotsOf(aDay('2026-10-25T00:00:00+02:00', Array(50).fill(100)), total)
    expect(slots.slice(4, 8).map((s) => s.minutes)).toEqual([120, 150, 120, 150])
    expect(slots.at(-1)?.minutes).toBe(1410)
  })
})

describe('shapeOf', () => {
  it('draws four slots, and one hatched gap over two missing ones', () => {
    const shape = shapeOf([slot(500), slot(null), slot(null), slot(1000)], 1000, 500, 40, 100)
    expect(shape.bars[0]).toEqual({ x: 0.75, y: 50, width: 8.5, height: 50 })
    expect(shape.bars[1]).toBeNull()
    expect(shape.bars[3]).toEqual({ x: 30.75, y: 0, width: 8.5, height: 100 })
    expect(shape.gaps).toEqual([{ x: 10, width: 20 }])
    expect(shape.grid).toEqual([
      { y: 0, watts: 1000 },
      { y: 50, watts: 500 },
    ])
  })

  it('shows zero as a value, not as a gap', () => {
    const shape = shapeOf([slot(0)], 1000, 500, 10, 100)
    expect(shape.bars[0]?.height).toBe(0.75)
    expect(shape.gaps).toEqual([])
  })

  it('puts 6 h where 6 h is, also on the day of 23 hours', () => {
    const slots = slotsOf(aDay('2026-03-29T00:00:00+01:00', Array(46).fill(100)), total)
    const { ticks } = shapeOf(slots, 100, 50, 460, 100)
    expect(ticks).toEqual([
      { x: 0, minutes: 0 },
      { x: 100, minutes: 360 },
      { x: 220, minutes: 720 },
      { x: 340, minutes: 1080 },
      { x: 460, minutes: 1440 },
    ])
  })
})

describe('scaleOf', () => {
  it('rounds the top up, in four steps at most', () => {
    expect(scaleOf(5700)).toEqual({ top: 6000, step: 2000 })
    expect(scaleOf(4000)).toEqual({ top: 4000, step: 1000 })
    expect(scaleOf(180)).toEqual({ top: 200, step: 50 })
    expect(scaleOf(0)).toEqual({ top: 50, step: 50 })
  })
})

describe('stepPath', () => {
  it('breaks at a gap', () => {
    expect(stepPath([100, 50, null, 100], 100, 40, 10)).toBe('M0.0 0.0H10.0V5.0H20.0M30.0 0.0H40.0')
  })
})

describe('highestSlot', () => {
  it('ignores what is missing', () => {
    expect(highestSlot([slot(null), slot(200, 30), slot(900, 60), slot(300, 90)])?.minutes).toBe(60)
    expect(highestSlot([slot(null)])).toBeNull()
  })
})
