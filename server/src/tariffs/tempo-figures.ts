import type { Day, TempoColor } from '../core/index.js'
import { addDays, startOf } from '../core/index.js'
import { isHoliday } from '../tempo/index.js'
import { CostSum } from './cost-sum.js'
import type { MeterCosts } from './cost-sum.js'
import type { DayEnergy } from './pricing.js'
import { priceDay, wallShift } from './pricing.js'
import { isWeekend } from './windows.js'

const [SIX, TEN_PM] = [6 * 60, 22 * 60]

/** A civil day → what belongs to the Tempo day before (until 06:00 on the wall) and what belongs to its own. */
export function cutAtSix(energy: DayEnergy): { before: DayEnergy; own: DayEnergy } {
  return { before: part(energy, (minute) => minute < SIX), own: part(energy, (minute) => minute >= SIX) }
}

function part(energy: DayEnergy, isIn: (wallMinute: number) => boolean): DayEnergy {
  const { day, starts, minutes, watts } = energy
  const shift = wallShift(day)
  const kept = starts.flatMap((start, slot) =>
    isIn(shift(Math.round((start - startOf(day) / 1000) / 60))) ? [slot] : [],
  )
  const pick = (column: readonly number[]) => kept.map((slot) => column[slot] ?? 0)
  return { day, starts: pick(starts), minutes: pick(minutes), watts: pick(watts), totalWh: null }
}

export interface TempoDaySum {
  readonly sum: CostSum
  readonly energyWh: number
  /** Tempo days whose 24 hours are known. */
  readonly knownDays: number
}

/** Energy and cost of Tempo days, 06:00 to 06:00, subscription left out: it belongs to civil days. */
export function sumTempoDays(
  days: readonly Day[],
  energies: ReadonlyMap<Day, DayEnergy>,
  pricer: MeterCosts['pricer'],
): TempoDaySum {
  const sum = new CostSum()
  let [energyWh, knownDays] = [0, 0]
  for (const day of days) {
    const [own, next] = [energies.get(day), energies.get(addDays(day, 1))]
    if (!own || !next) continue
    const parts = [cutAtSix(own).own, cutAtSix(next).before]
    if (parts.some(({ starts }) => starts.length === 0)) continue
    knownDays++
    for (const one of parts) {
      const cost = priceDay(one, pricer.cellsOn(one.day))
      energyWh += cost.energyWh
      sum.add(day, cost, {
        hasContract: pricer.contractOn(one.day) !== null,
        subscription: 0,
        isCarried: false,
      })
    }
  }
  return { sum, energyWh, knownDays }
}

/** Wh of a day between 06:00 and 22:00; null without its curve. */
export function peakWh({ day, starts, minutes, watts }: DayEnergy): number | null {
  if (starts.length === 0) return null
  const shift = wallShift(day)
  let wattMinutes = 0
  for (const [slot, start] of starts.entries()) {
    const wall = shift(Math.round((start - startOf(day) / 1000) / 60))
    if (wall >= SIX && wall < TEN_PM) wattMinutes += (watts[slot] ?? 0) * (minutes[slot] ?? 0)
  }
  return wattMinutes / 60
}

/**
 * 1 - peak energy of a red day / that of a comparable day: a blue or white working day from November to March.
 * null without a red day, or without days to compare with.
 */
export function reduction(
  energies: Iterable<DayEnergy>,
  colors: ReadonlyMap<Day, TempoColor>,
): number | null {
  const [red, other] = [[] as number[], [] as number[]]
  for (const energy of energies) {
    const { day } = energy
    const color = colors.get(day)
    const peak = peakWh(energy)
    if (color === undefined || peak === null) continue
    if (color === 'RED') red.push(peak)
    else if (isWinterWorkday(day)) other.push(peak)
  }
  const [redMean, otherMean] = [meanOf(red), meanOf(other)]
  return redMean === null || !otherMean ? null : 1 - redMean / otherMean
}

export function isWinterWorkday(day: Day): boolean {
  const month = day.slice(5, 7)
  return (month >= '11' || month <= '03') && !isWeekend(day) && !isHoliday(day)
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
