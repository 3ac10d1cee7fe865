import { startOf } from '../core/index.js'
import type { DayEnergy } from './pricing.js'
import { wallShift } from './pricing.js'
import type { TimeWindow } from './windows.js'
import { DAY_MINUTES, markMinutes } from './windows.js'

/** An energy spread evenly over a window; negative = taken away, never below nothing. */
export interface Load {
  readonly window: TimeWindow
  readonly energyWhPerDay: number
}

/** The same curve with loads added or taken away. A day without its curve changes by its total alone. */
export function withLoads(days: readonly DayEnergy[], loads: readonly Load[]): DayEnergy[] {
  return loads.length === 0 ? [...days] : days.map((day) => changed(day, loads))
}

function changed(energy: DayEnergy, loads: readonly Load[]): DayEnergy {
  const { day, starts, minutes, watts, totalWh } = energy
  const perMinute = new Float64Array(DAY_MINUTES)
  for (const { window, energyWhPerDay } of loads) {
    const length = (window.endMinute - window.startMinute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
    markMinutes(window, day, (from, to) => {
      for (let minute = from; minute < to; minute++)
        perMinute[minute] = (perMinute[minute] ?? 0) + energyWhPerDay / length
    })
  }
  const shift = wallShift(day)
  let change = 0
  const newWatts = starts.map((start, slot) => {
    const length = minutes[slot] ?? 0
    const from = shift(Math.round((start - startOf(day) / 1000) / 60))
    let added = 0
    for (let minute = from; minute < from + length; minute++) added += perMinute[minute % DAY_MINUTES] ?? 0
    const before = watts[slot] ?? 0
    const after = Math.max(0, before + (added * 60) / length)
    change += ((after - before) * length) / 60
    return after
  })
  if (starts.length === 0) change = perMinute.reduce((sum, wh) => sum + wh, 0)
  return { ...energy, watts: newWatts, totalWh: totalWh === null ? null : Math.max(0, totalWh + change) }
}
