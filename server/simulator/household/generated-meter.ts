import type { Day } from '../../src/core/index.js'
import { minutesOf, startOf } from '../../src/core/index.js'
import { noise } from '../random.js'
import { HouseLoad, SLOT_MINUTES } from './load.js'
import type { GeneratedProfile, IntervalMinutes } from './plan.js'
import type { DayRecord, Peak, Recorder } from './recorder.js'
import { Weather } from './weather.js'

const DAY_MS = 86_400_000

export interface GeneratedMeterOptions {
  readonly seed: number
  /** False: nothing is drawn, the panels feed the grid whole. */
  readonly consumes: boolean
  readonly solarPeakW: number
  readonly subscribedPowerVa: number
  readonly profile: GeneratedProfile
  readonly intervalOn: (day: Day) => IntervalMinutes
}

/** An invented meter: both directions come from the same house, so that what the panels give is not drawn. */
export class GeneratedMeter {
  readonly consumption: Recorder = { day: (day) => this.both(day).drawn }
  readonly production: Recorder = { day: (day) => this.both(day).injected }
  private readonly weather: Weather
  private readonly load: HouseLoad
  private readonly days = new Map<Day, { drawn: DayRecord; injected: DayRecord }>()

  constructor(private readonly options: GeneratedMeterOptions) {
    this.weather = new Weather(options.seed)
    this.load = new HouseLoad(options.seed, this.weather, options.profile)
  }

  private both(day: Day): { drawn: DayRecord; injected: DayRecord } {
    let pair = this.days.get(day)
    if (!pair) {
      const dayNumber = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
      const slots = minutesOf(day) / SLOT_MINUTES
      const load = this.options.consumes ? this.load.of(day, dayNumber) : new Array<number>(slots).fill(0)
      const sun = this.sun(day, dayNumber, slots)
      const net = load.map((powerW, slot) => powerW - (sun[slot] ?? 0))
      pair = {
        drawn: this.record(
          day,
          dayNumber,
          net.map((powerW) => Math.max(0, powerW)),
        ),
        injected: this.record(
          day,
          dayNumber,
          net.map((powerW) => Math.max(0, -powerW)),
        ),
      }
      this.days.set(day, pair)
    }
    return pair
  }

  private sun(day: Day, dayNumber: number, slots: number): number[] {
    const { solarPeakW, seed } = this.options
    if (solarPeakW === 0) return []
    const firstUtcMinute = (startOf(day) / 60_000) % 1440
    const clearness = this.weather.clearness(dayNumber)
    return Array.from({ length: slots }, (_, slot) => {
      const height = this.weather.sunHeight(dayNumber, firstUtcMinute + (slot + 0.5) * SLOT_MINUTES)
      if (height <= 0) return 0
      const clouds = 1 - (1 - clearness) * noise(seed ^ 0x5017, dayNumber, slot)
      return solarPeakW * height ** 1.15 * clearness * clouds
    })
  }

  private record(day: Day, dayNumber: number, slotsW: readonly number[]): DayRecord {
    const minutes = this.options.intervalOn(day)
    const perPoint = minutes / SLOT_MINUTES
    const powersW = Array.from({ length: slotsW.length / perPoint }, (_, point) => {
      const slots = slotsW.slice(point * perPoint, (point + 1) * perPoint)
      return Math.round(sum(slots) / perPoint)
    })
    const energyWh = indexedEnergy(
      sum(powersW) * (minutes / 60),
      noise(this.options.seed ^ 0x1dea, dayNumber),
    )
    return { minutes, powersW, energyWh, peak: this.peak(dayNumber, slotsW) }
  }

  private peak(dayNumber: number, slotsW: readonly number[]): Peak | null {
    const highest = slotsW.reduce((best, powerW, slot) => (powerW > (slotsW[best] ?? 0) ? slot : best), 0)
    const draw = noise(this.options.seed ^ 0x9ea4, dayNumber)
    const meanVa = (slotsW[highest] ?? 0) / 0.97
    if (meanVa === 0) return null
    const powerVa = Math.max(meanVa, Math.min(meanVa * (1 + 0.3 * draw), this.options.subscribedPowerVa))
    return {
      powerVa: Math.round(powerVa),
      elapsedSeconds: highest * SLOT_MINUTES * 60 + Math.floor(draw * SLOT_MINUTES * 60),
    }
  }
}

/** The index counts whole Wh over the true curve: near the sum of the rounded points, and never quite it. */
function indexedEnergy(curveWh: number, draw: number): number {
  if (curveWh === 0) return 0
  const exact = Math.round(curveWh)
  const counted = Math.round(curveWh * (1 + (draw - 0.5) * 0.004))
  return counted === exact ? exact + 1 : counted
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
