import { expect, it } from 'vitest'

import { minutesOf, startOf, toDay } from '../../core/index.js'
import { offPeakText, splitDay } from './off-peak.js'

const NIGHT = [{ startMinute: 22 * 60, endMinute: 6 * 60, weekdays: [] }]
const curve = (text: string, powerW = 1000) => {
  const day = toDay(text)
  return Array.from({ length: minutesOf(day) / 30 }, (_, slot) => ({
    startAt: startOf(day) + slot * 30 * 60_000,
    minutes: 30,
    powerW,
  }))
}

it.each([
  ['2026-03-28', 24, 8000],
  ['2026-03-29', 23, 7000],
  ['2026-10-25', 25, 9000],
])('counts the night of %s, a day of %i hours', (text, hours, offPeakWh) => {
  expect(splitDay(toDay(text), curve(text), hours * 1000, NIGHT)).toEqual({
    offPeakWh,
    peakWh: hours * 1000 - offPeakWh,
  })
})

it('adds up to the total of the day', () => {
  const day = '2026-03-28'
  expect(splitDay(toDay(day), curve(day), 24_240, NIGHT)).toEqual({ offPeakWh: 8080, peakWh: 16_160 })
})

it('splits a slot at the minute', () => {
  const ranges = [{ startMinute: 1354, endMinute: 1354 + 36, weekdays: [] }]
  const day = '2026-03-28'
  expect(splitDay(toDay(day), curve(day), 24_000, ranges)).toEqual({ offPeakWh: 600, peakWh: 23_400 })
})

it('lets a night belong to the weekday on which it begins', () => {
  const fridayNight = [{ startMinute: 22 * 60, endMinute: 6 * 60, weekdays: [5] }]
  expect(splitDay(toDay('2026-03-27'), curve('2026-03-27'), 24_000, fridayNight)?.offPeakWh).toBe(2000)
  expect(splitDay(toDay('2026-03-28'), curve('2026-03-28'), 24_000, fridayNight)?.offPeakWh).toBe(6000)
})

it('splits neither a curve with a hole, nor a meter without off-peak hours', () => {
  const day = toDay('2026-03-28')
  expect(splitDay(day, curve(day).slice(1), 24_000, NIGHT)).toBeNull()
  expect(splitDay(day, curve(day), 24_000, [])).toBeNull()
})

it('words the hours', () => {
  expect(offPeakText([{ startMinute: 1350, endMinute: 390, weekdays: [] }])).toBe('22:30-06:30')
  expect(offPeakText([])).toBeNull()
})
