import { addMonths, firstOfMonth } from '../../format/paris'
import type { PointFieldsFragment } from '../../graphql/generated/graphql'

const MONTHS = 36
const ENOUGH = 0.9

/** The last 36 months, the one under way included. */
export function monthsRange(today: string): { from: string; to: string } {
  return { from: addMonths(firstOfMonth(today), 1 - MONTHS), to: today }
}

export interface MonthBar {
  month: string
  wh: number | null
  known: number
  expected: number
  /** Too few days known: drawn on a hatched ground. */
  partial: boolean
  /** The month under way. */
  running: boolean
}

/** One bar per month, holes included; months before the meter are left out. */
export function monthBars(points: readonly PointFieldsFragment[], today: string): MonthBar[] {
  const bars = points.map(({ from, energyWh, coverage }) => ({
    month: from,
    wh: energyWh,
    known: coverage.known,
    expected: coverage.expected,
    partial: coverage.expected > 0 && (coverage.ratio ?? 0) < ENOUGH,
    running: firstOfMonth(from) === firstOfMonth(today),
  }))
  const first = bars.findIndex(({ expected }) => expected > 0)
  return first < 0 ? [] : bars.slice(first)
}

export function highestMonth(bars: readonly MonthBar[]): MonthBar | null {
  return bars
    .filter(({ partial, wh }) => !partial && wh !== null)
    .reduce<MonthBar | null>((best, bar) => ((bar.wh ?? 0) > (best?.wh ?? -1) ? bar : best), null)
}
