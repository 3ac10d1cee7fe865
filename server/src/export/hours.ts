import type { Day, Instant } from '../core/index.js'
import { dayOf, endOf, energyWhOf, minutesOf, startOf } from '../core/index.js'
import type { ExportDay, ExportHour, ExportSlot } from './export-source.js'

const HOUR = 60 * 60_000
const MINUTE = 60_000
/** Beyond these the curve and the index contradict each other: neither is bent to the other. */
const [LOWEST_FACTOR, HIGHEST_FACTOR] = [0.9, 1.1]

interface DayCurve {
  readonly byHour: Map<Instant, number>
  minutes: number
}

/**
 * Daily totals and slots → energy by UTC hour, oldest first. Units: Wh; instants are the starts of the hours.
 * A whole curve is scaled to its day's total, unless they differ by more than 10 %. An incomplete one keeps its known
 * hours, and the rest of the total goes to the last of them. A total without a curve is one row at local midnight.
 * Source: computations.md, 1.4.
 */
export function hoursOf(days: readonly ExportDay[], slots: readonly ExportSlot[]): ExportHour[] {
  const totals = new Map(days.map(({ day, energyWh }) => [day, energyWh]))
  const curves = curvesOf(slots)
  return [...new Set([...totals.keys(), ...curves.keys()])]
    .sort()
    .flatMap((day) => hoursOfDay(day, totals.get(day), curves.get(day)))
}

function hoursOfDay(day: Day, total: number | undefined, curve: DayCurve | undefined): ExportHour[] {
  if (!curve) return total === undefined ? [] : [{ startAt: startOf(day), energyWh: total }]
  const known = [...curve.byHour.values()].reduce((sum, energy) => sum + energy, 0)
  const isWhole = curve.minutes >= minutesOf(day)
  const rest = total !== undefined && !isWhole && total > known ? total - known : 0
  const factor = rest > 0 ? 1 : factorOf(total, known)
  const hours = [...curve.byHour].sort(([a], [b]) => a - b)
  return hours.map(([startAt, energy], index) => ({
    startAt,
    energyWh: energy * factor + (index === hours.length - 1 ? rest : 0),
  }))
}

function factorOf(total: number | undefined, known: number): number {
  if (total === undefined || known === 0) return 1
  const factor = total / known
  return factor >= LOWEST_FACTOR && factor <= HIGHEST_FACTOR ? factor : 1
}

function curvesOf(slots: readonly ExportSlot[]): Map<Day, DayCurve> {
  const curves = new Map<Day, DayCurve>()
  let day: Day | undefined
  let end = 0
  for (const { startAt, minutes, powerW } of slots) {
    if (day === undefined || startAt >= end || startAt < startOf(day)) {
      day = dayOf(startAt)
      end = endOf(day)
    }
    const curve = curves.get(day) ?? { byHour: new Map<Instant, number>(), minutes: 0 }
    curves.set(day, curve)
    curve.minutes += minutes
    for (const part of hourParts(startAt, minutes, end)) {
      const energy = energyWhOf(powerW, part.minutes)
      curve.byHour.set(part.hour, (curve.byHour.get(part.hour) ?? 0) + energy)
    }
  }
  return curves
}

/** A slot cut at the hours; what would pass midnight stays in the last hour of its day. */
function hourParts(startAt: Instant, minutes: number, dayEnd: Instant): { hour: Instant; minutes: number }[] {
  const end = startAt + minutes * MINUTE
  const parts: { hour: Instant; minutes: number }[] = []
  for (let from = startAt; from < end;) {
    const hour = Math.floor(from / HOUR) * HOUR
    const to = hour + HOUR >= dayEnd ? end : Math.min(end, hour + HOUR)
    parts.push({ hour, minutes: (to - from) / MINUTE })
    from = to
  }
  return parts
}
