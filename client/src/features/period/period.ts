import type { ComparisonKind, Granularity, Period } from '../../graphql/generated/graphql'
import { addDays, daysBetween } from '../../format/paris'

/** Presets of the address bar, and what the server calls them. */
export const presets = {
  year: 'ROLLING_YEAR',
  calendar: 'THIS_YEAR',
  contract: 'CONTRACT_YEAR',
  tempo: 'TEMPO_SEASON',
  heating: 'HEATING_SEASON',
  week: 'LAST_7_DAYS',
  days30: 'LAST_30_DAYS',
  month: 'THIS_MONTH',
  yesterday: 'YESTERDAY',
} as const satisfies Record<string, Period>

export type Preset = keyof typeof presets

export const comparisons = {
  year: 'LAST_YEAR',
  weekdays: 'LAST_YEAR_WEEKDAYS',
  previous: 'PREVIOUS',
} as const satisfies Record<string, ComparisonKind>

export type Compared = keyof typeof comparisons | 'none'

export const stepNames = ['day', 'week', 'month', 'year'] as const
export type StepName = (typeof stepNames)[number]
export const steps: Record<StepName, Granularity> = { day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' }

export interface Range {
  from: string
  to: string
}

/** What a page shows, as its address says. */
export interface Asked {
  preset: Preset | null
  /** Own dates, when no preset is chosen. */
  range: Range | null
  compared: Compared
  /** null = the one that suits the length. */
  step: StepName | null
  day: string | null
}

type Query = Record<string, unknown>

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}

/** Address → what is asked; what it does not say, or says badly, takes its default. */
export function asked(query: Query, preset: Preset = 'calendar'): Asked {
  const own = isDay(query.from) && isDay(query.to) && query.from < query.to
  const named = Object.keys(presets).find((key) => key === query.period) as Preset | undefined
  return {
    preset: own ? null : (named ?? preset),
    range: own ? { from: query.from as string, to: query.to as string } : null,
    compared:
      (['none', ...Object.keys(comparisons)] as Compared[]).find((key) => key === query.compare) ?? 'year',
    step: stepNames.find((name) => name === query.step) ?? null,
    day: isDay(query.day) ? query.day : null,
  }
}

const WIDE = { day: 396, week: 0, month: 1900 }
const NARROW = { day: 45, week: 120, month: 1900 }

/** The finest step whose bars can still be told apart. */
export function stepFor(days: number, narrow: boolean): StepName {
  const limits = narrow ? NARROW : WIDE
  if (days <= limits.day) return 'day'
  if (days <= limits.week) return 'week'
  return days <= limits.month ? 'month' : 'year'
}

/** About how many days are asked, before the server has given the exact bounds. */
export function roughDays({ preset, range }: Pick<Asked, 'preset' | 'range'>, today: string): number {
  if (range) return daysBetween(range.from, range.to)
  switch (preset) {
    case 'yesterday':
      return 1
    case 'week':
      return 7
    case 'month':
    case 'days30':
      return 31
    case 'calendar':
      return daysBetween(`${today.slice(0, 4)}-01-01`, today)
    default:
      return 365
  }
}

/** The range of the same length just before or after; never beyond yesterday. */
export function neighbour({ from, to }: Range, direction: -1 | 1, today: string): Range | null {
  const days = daysBetween(from, to)
  if (direction < 0) return { from: addDays(from, -days), to: from }
  if (to >= today) return null
  const end = addDays(to, days)
  return { from: to, to: end > today ? today : end }
}

/** Half-hours kept by Enedis, and the most the server gives at once. */
const CURVE_DAYS = 800

export function curveRange({ from, to }: Range): Range {
  const earliest = addDays(to, -CURVE_DAYS)
  return { from: from < earliest ? earliest : from, to }
}
