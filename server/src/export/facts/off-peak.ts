import type { Day } from '../../core/index.js'
import { addDays, energyWhOf, minutesOf, wallClockOf } from '../../core/index.js'
import type { ExportMeter, ExportSlot } from '../export-source.js'
import { weekdayOf } from './figures.js'

type Ranges = ExportMeter['offPeak']

export interface Split {
  readonly offPeakWh: number
  readonly peakWh: number
}

const DAY_MINUTES = 24 * 60
/** Beyond these the curve and the index contradict each other: neither is bent to the other. */
const [LOWEST_FACTOR, HIGHEST_FACTOR] = [0.9, 1.1]

/**
 * Slots of one whole day → its off-peak and peak energy, adding up to the day's total.
 * null when the meter has no off-peak hours, or when the curve has a hole. Units: Wh.
 * Source: computations.md, 1.4 and 3.
 */
export function splitDay(
  day: Day,
  slots: readonly ExportSlot[],
  totalWh: number | undefined,
  ranges: Ranges,
): Split | null {
  const minutes = slots.reduce((sum, slot) => sum + slot.minutes, 0)
  if (ranges.length === 0 || minutes < minutesOf(day)) return null
  const energy = slots.reduce((sum, slot) => sum + energyWhOf(slot.powerW, slot.minutes), 0)
  const offPeak = slots.reduce(
    (sum, slot) => sum + energyWhOf(slot.powerW, offPeakMinutesOf(slot, ranges)),
    0,
  )
  const factor = totalWh === undefined || energy === 0 ? 1 : totalWh / energy
  const whole = factor >= LOWEST_FACTOR && factor <= HIGHEST_FACTOR ? energy * factor : energy
  const offPeakWh = Math.round(energy === 0 ? 0 : (offPeak / energy) * whole)
  return { offPeakWh, peakWh: Math.round(whole) - offPeakWh }
}

/** The clocks change between two slots, never inside one: minutes of the wall follow each other. */
function offPeakMinutesOf({ startAt, minutes }: ExportSlot, ranges: Ranges): number {
  const { day, hour, minute } = wallClockOf(startAt)
  const first = hour * 60 + minute
  let found = 0
  for (let at = first; at < first + minutes; at++) {
    const dayThen = at < DAY_MINUTES ? day : addDays(day, 1)
    if (isOffPeak(dayThen, at % DAY_MINUTES, ranges)) found++
  }
  return found
}

/** The weekdays of a range are those on which it begins. */
function isOffPeak(day: Day, minute: number, ranges: Ranges): boolean {
  const weekday = weekdayOf(day) + 1
  const weekdayBefore = weekdayOf(addDays(day, -1)) + 1
  return ranges.some(({ startMinute, endMinute, weekdays }) => {
    const onDay = (number: number) => weekdays.length === 0 || weekdays.includes(number)
    if (startMinute < endMinute) return onDay(weekday) && minute >= startMinute && minute < endMinute
    return (
      (onDay(weekday) && minute >= startMinute && minute < DAY_MINUTES) ||
      (onDay(weekdayBefore) && minute < endMinute)
    )
  })
}

/** `22:30-06:30, 12:00-14:00`; null = none. */
export function offPeakText(ranges: Ranges): string | null {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const texts = ranges.map(({ startMinute, endMinute }) => `${clock(startMinute)}-${clock(endMinute)}`)
  return texts.length === 0 ? null : [...new Set(texts)].join(', ')
}
