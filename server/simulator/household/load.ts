import type { Day } from '../../src/core/index.js'
import { minutesOf } from '../../src/core/index.js'
import { noise, smoothNoise } from '../random.js'
import { isDayOff } from './french-calendar.js'
import type { GeneratedProfile } from './plan.js'
import { wallMinutes } from './wall-time.js'
import type { Weather } from './weather.js'

export const SLOT_MINUTES = 5

const STANDBY_W = 95
const HEATED_BELOW_C = 17
/** Degree-hours under the heating threshold in a usual year of this weather. */
const YEAR_DEGREE_HOURS = 54_000
const WATER_HEATER_W = 2200
const WATER_DAY_WH = 5200
const WATER_YEAR_WH = 1_900_000
const FIXED_YEAR_WH = 1_250_000
/** Wh a year of the people's part below, before scaling. */
const LIVING_YEAR_WH = 1_700_000

const PRESENCE_WORKDAY = [
  0.1, 0.08, 0.08, 0.08, 0.08, 0.1, 0.4, 0.9, 0.7, 0.3, 0.25, 0.3, 0.5, 0.4, 0.25, 0.25, 0.3, 0.5, 0.9, 1.2,
  1.3, 1.1, 0.7, 0.3,
]
const PRESENCE_DAY_OFF = [
  0.2, 0.1, 0.08, 0.08, 0.08, 0.08, 0.15, 0.3, 0.7, 0.9, 1, 1.1, 1.2, 1, 0.8, 0.7, 0.7, 0.8, 1, 1.2, 1.2, 1,
  0.7, 0.4,
]

interface Range {
  readonly start: number
  readonly end: number
}

/** What the house draws, whatever its panels give. */
export class HouseLoad {
  private readonly ranges: readonly Range[]
  private readonly heatingWPerDegree: number
  private readonly living: number

  constructor(
    private readonly seed: number,
    private readonly weather: Weather,
    private readonly profile: GeneratedProfile,
  ) {
    const annualWh = profile.annualEnergyWh ?? 6_500_000
    const heatingWh = annualWh * (profile.heatingShare ?? 0.4)
    this.ranges = (profile.waterHeaterRanges ?? []).map(rangeOf)
    this.heatingWPerDegree = heatingWh / YEAR_DEGREE_HOURS
    const waterWh = this.ranges.length > 0 ? WATER_YEAR_WH : 0
    this.living = Math.max(0.4, (annualWh - heatingWh - waterWh - FIXED_YEAR_WH) / LIVING_YEAR_WH)
  }

  /** Mean W of each 5-minute slot of the day. */
  of(day: Day, dayNumber: number): number[] {
    const dayMinutes = minutesOf(day)
    const away = this.isAway(day)
    const events = away ? [] : this.events(day, dayNumber)
    const presence = isDayOff(day) ? PRESENCE_DAY_OFF : PRESENCE_WORKDAY
    return Array.from({ length: dayMinutes / SLOT_MINUTES }, (_, slot) => {
      const wall = wallMinutes(dayMinutes, slot * SLOT_MINUTES)
      const cold = Math.max(0, HEATED_BELOW_C - this.weather.temperature(dayNumber, wall))
      const fridge = (slot + (this.seed % 7)) % 8 < 3 ? 105 : 0
      const heating =
        cold * this.heatingWPerDegree * (away ? 0.3 : 1) * (0.75 + 0.5 * noise(this.seed, dayNumber, slot))
      if (away) return STANDBY_W + fridge + heating
      const mood = 0.5 + smoothNoise(this.seed ^ 0x11fe, dayNumber * 48 + slot / 6)
      let powerW =
        STANDBY_W + fridge + heating + 240 * (presence[Math.floor(wall / 60)] ?? 0) * mood * this.living
      for (const event of events) if (wall >= event.start && wall < event.end) powerW += event.powerW
      return powerW
    })
  }

  private isAway(day: Day): boolean {
    return (this.profile.absences ?? []).some(({ from, to }) => day >= from && day <= to)
  }

  private events(day: Day, dayNumber: number): (Range & { powerW: number })[] {
    const chance = (what: number): number => noise(this.seed ^ 0x3e7e, dayNumber, what)
    const at = (minute: number, spread: number, what: number): number =>
      minute + spread * (chance(what) - 0.5)
    const off = isDayOff(day)
    const events = [
      block(at(off ? 540 : 425, 40, 1), 10, 1800),
      block(at(off ? 1190 : 1165, 50, 2), 25 + 20 * chance(3), 1500 * Math.max(0.7, this.living)),
      ...(off || chance(4) < 0.3 ? [block(at(745, 40, 5), 25, 1400)] : []),
      ...(chance(6) < 0.45 ? [block(at(off ? 630 : 1080, 180, 7), 35, 1900)] : []),
      ...(chance(8) < 0.5 ? [block(at(1260, 60, 9), 30, 1700)] : []),
    ]
    return [...events, ...this.waterHeating(dayNumber - 1, -1440), ...this.waterHeating(dayNumber, 0)]
  }

  private waterHeating(dayNumber: number, shift: number): (Range & { powerW: number })[] {
    const season = 1 - 0.15 * Math.cos((2 * Math.PI * (dayNumber - 200)) / 365)
    const needWh = WATER_DAY_WH * season * (0.8 + 0.4 * noise(this.seed ^ 0x77a7, dayNumber))
    return this.ranges.map(({ start, end }, index) => {
      const share = this.ranges.length === 1 ? 1 : index === 0 ? 0.65 : 0.35 / (this.ranges.length - 1)
      const minutes = Math.min(end - start, (needWh * share * 60) / WATER_HEATER_W)
      return block(start + shift, minutes, WATER_HEATER_W)
    })
  }
}

function block(start: number, minutes: number, powerW: number): Range & { powerW: number } {
  return { start, end: start + minutes, powerW }
}

/** `22:30-06:30` → minutes since midnight; the end goes past 1440 when the range crosses midnight. */
function rangeOf(text: string): Range {
  const [start = 0, end = 0] = text.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return hour * 60 + minute
  })
  return { start, end: end > start ? end : end + 1440 }
}
