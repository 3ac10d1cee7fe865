import { parisMinutes } from '../../format/paris'
import type { CurveFieldsFragment } from '../../graphql/generated/graphql'
import type { Bucket } from './buckets'

export type CurveDay = CurveFieldsFragment['days'][number]

export interface Slot {
  /** Start on the Paris wall clock, minutes since midnight; a repeated hour repeats. */
  minutes: number
  watts: number | null
  bucket: Bucket
}

/** The answer's columns → slots in order, 46, 48 or 50 at half-hours. */
export function slotsOf(day: CurveDay, bucketOf: (start: number) => Bucket): Slot[] {
  const start = Date.parse(day.start)
  return day.watts.map((watts, index) => {
    const instant = start + index * day.stepMinutes * 60_000
    return { minutes: parisMinutes(instant), watts, bucket: bucketOf(instant) }
  })
}

export interface Bar {
  x: number
  y: number
  width: number
  height: number
}

export interface CurveShape {
  /** One per slot; null where nothing is known. */
  bars: (Bar | null)[]
  gaps: { x: number; width: number }[]
  ticks: { x: number; minutes: number }[]
  grid: { y: number; watts: number }[]
}

/** A round top of scale, W, and its step: four lines at most. */
export function scaleOf(highest: number): { top: number; step: number } {
  const step =
    [50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000].find((s) => highest / s <= 4) ?? 20_000
  return { top: Math.max(step, Math.ceil(highest / step) * step), step }
}

/** Slots → rectangles in a plot of this size, from 0 h at left to 24 h at right. */
export function shapeOf(
  slots: readonly Slot[],
  top: number,
  step: number,
  width: number,
  height: number,
): CurveShape {
  const pitch = width / Math.max(1, slots.length)
  const space = pitch > 7 ? 1.5 : 1
  const bars = slots.map(({ watts }, index) => {
    if (watts === null) return null
    const tall = Math.max(watts > 0 ? 1.5 : 0.75, (watts / top) * height)
    return { x: index * pitch + space / 2, y: height - tall, width: Math.max(1, pitch - space), height: tall }
  })

  const gaps: CurveShape['gaps'] = []
  slots.forEach(({ watts }, index) => {
    if (watts !== null) return
    const last = gaps.at(-1)
    if (last && Math.abs(last.x + last.width - index * pitch) < 0.01) last.width += pitch
    else gaps.push({ x: index * pitch, width: pitch })
  })

  const hours = [6, 12, 18].map((hour) => hour * 60)
  const inner = hours.flatMap((minutes) => {
    const index = slots.findIndex((slot) => slot.minutes === minutes)
    return index < 0 ? [] : [{ x: index * pitch, minutes }]
  })
  const ticks = [{ x: 0, minutes: 0 }, ...inner, { x: width, minutes: 1440 }]

  const lines = Math.round(top / step)
  const grid = Array.from({ length: lines }, (_, index) => {
    const watts = (lines - index) * step
    return { y: height - (watts / top) * height, watts }
  })
  return { bars, gaps, ticks, grid }
}

/** A step line over the same 24 hours; broken where a value is missing. */
export function stepPath(
  watts: readonly (number | null)[],
  top: number,
  width: number,
  height: number,
): string {
  const pitch = width / Math.max(1, watts.length)
  const parts: string[] = []
  watts.forEach((value, index) => {
    if (value === null) return
    const y = (height - Math.min(1, value / top) * height).toFixed(1)
    const start = (index * pitch).toFixed(1)
    const joined = index > 0 && watts[index - 1] !== null
    parts.push(joined ? `V${y}` : `M${start} ${y}`, `H${((index + 1) * pitch).toFixed(1)}`)
  })
  return parts.join('')
}

export function highestSlot(slots: readonly Slot[]): Slot | null {
  return slots.reduce<Slot | null>((best, slot) => {
    if (slot.watts === null) return best
    return best === null || slot.watts > (best.watts ?? 0) ? slot : best
  }, null)
}
