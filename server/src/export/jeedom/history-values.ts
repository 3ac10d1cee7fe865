import type { Day, DayRange, Direction, Instant } from '../../core/index.js'
import { addDays, dayOf, daysBetween, startOf, wallClockOf } from '../../core/index.js'
import { eurOf } from '../../tariffs/index.js'
import type { ExportDay, ExportPeak, ExportSlot, ExportSource } from '../export-source.js'
import type { CostFigures } from '../facts/cost-figures.js'
import { costFigures } from '../facts/cost-figures.js'
import type { HistorySource } from './catalogue.js'

/** One value of a history, as Jeedom keys it. */
export interface DatedValue {
  /** Wall clock of Paris without a zone: `2026-11-01 00:00:00`. Sorts as text. */
  readonly key: string
  readonly day: Day
  readonly at: Instant
  readonly value: number
}

/** Known values of one history in these days, oldest first. Units: Wh, W, VA in whole numbers; euros to the cent. */
export async function valuesIn(
  source: ExportSource,
  pdl: string,
  { quantity, direction }: HistorySource,
  range: DayRange,
): Promise<DatedValue[]> {
  switch (quantity) {
    case 'day':
      return (await source.days(pdl, direction, range)).map(valueOfDay)
    case 'curve':
      return valuesOfCurve(await source.slots(pdl, direction, range))
    case 'peak':
      return (await source.peaks(pdl, range)).map(valueOfPeak)
    case 'cost':
      return pricedValues(source, pdl, direction, range, ({ total }) =>
        total === null ? null : Number(eurOf(total).toFixed(2)),
      )
    case 'off-peak-hours':
      return pricedValues(source, pdl, direction, range, ({ offPeakWh }) => offPeakWh)
    case 'peak-hours':
      return pricedValues(source, pdl, direction, range, ({ peakWh }) => peakWh)
  }
}

/** Of the days that have a price; their subscription is in their cost. */
async function pricedValues(
  source: ExportSource,
  pdl: string,
  direction: Direction,
  range: DayRange,
  pick: (costs: CostFigures) => number | null,
): Promise<DatedValue[]> {
  return (await source.priced(pdl, direction, range)).flatMap((priced) => {
    const value = pick(costFigures([priced]))
    const { day } = priced
    return value === null ? [] : [{ key: midnightOf(day), day, at: startOf(day), value }]
  })
}

function valueOfDay({ day, energyWh }: ExportDay): DatedValue {
  return { key: midnightOf(day), day, at: startOf(day), value: Math.round(energyWh) }
}

/** At midnight, not at its own time: a corrected peak would leave the wrong one behind. */
function valueOfPeak({ day, powerVa }: ExportPeak): DatedValue {
  return { key: midnightOf(day), day, at: startOf(day), value: Math.round(powerVa) }
}

/** Mean power by slot. The hour that the autumn change repeats is one key: it gets the mean of the two. */
export function valuesOfCurve(slots: readonly ExportSlot[]): DatedValue[] {
  const bySlot = Map.groupBy(slots, ({ startAt }) => wallClockText(startAt))
  return [...bySlot]
    .map(([key, [first, ...more]]) => {
      const same = first ? [first, ...more] : []
      const at = first?.startAt ?? 0
      const total = same.reduce((sum, { powerW }) => sum + powerW, 0)
      return { key, day: dayOf(at), at, value: Math.round(total / same.length) }
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

function midnightOf(day: Day): string {
  return `${day} 00:00:00`
}

function wallClockText(instant: Instant): string {
  const { day, hour, minute, second } = wallClockOf(instant)
  return `${day} ${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`
}

/** Nearer days are read in one go: a request costs more than a few rows. */
const NEAR_DAYS = 30

/** Sorted days → few ranges that hold them, each of at most so many days, none over a long gap. */
export function windowsOf(days: readonly Day[], mostDays: number): DayRange[] {
  const windows: { from: Day; to: Day }[] = []
  for (const day of days) {
    const last = windows.at(-1)
    const isNear = last && daysBetween(last.to, day) <= NEAR_DAYS && daysBetween(last.from, day) < mostDays
    if (isNear) last.to = addDays(day, 1)
    else windows.push({ from: day, to: addDays(day, 1) })
  }
  return windows
}

/** Days whose values are read back in one answer. */
export function windowDays({ quantity }: HistorySource): number {
  return quantity === 'curve' ? 60 : 1200
}
