import type { MeterSettingsFieldsFragment, UsagePointInput } from '../../graphql/generated/graphql'

export type Meter = MeterSettingsFieldsFragment
type Window = Meter['offPeak'][number]

/** A meter while it is being edited. */
export interface MeterDraft {
  name: string
  hidden: boolean
  /** €, as typed; empty = no target. */
  budget: string
  windows: { start: string; end: string; weekdays: number[] }[]
}

export function meterDraft({ name, hidden, monthlyBudgetEur, offPeak }: Meter): MeterDraft {
  return {
    name: name ?? '',
    hidden,
    budget: monthlyBudgetEur === null ? '' : String(monthlyBudgetEur),
    windows: offPeak.map(({ start, end, weekdays }) => ({
      start: start.slice(0, 5),
      end: end.slice(0, 5),
      weekdays: [...weekdays],
    })),
  }
}

export const readEuro = (typed: string): number | null => {
  const tidy = typed.trim().replace(',', '.')
  return tidy === '' ? null : Number(tidy)
}

/** What the form changes, and nothing else: what is left alone keeps following the gateway. */
export function inputOf(draft: MeterDraft, meter: Meter): UsagePointInput {
  const before = meterDraft(meter)
  const budget = readEuro(draft.budget)
  return {
    ...(draft.name.trim() !== before.name && { name: draft.name.trim() || null }),
    ...(draft.hidden !== before.hidden && { hidden: draft.hidden || null }),
    ...(budget !== meter.monthlyBudgetEur && { monthlyBudgetEur: budget }),
    ...(JSON.stringify(draft.windows) !== JSON.stringify(before.windows) && {
      offPeak: draft.windows.map((window) => ({ ...window, season: 'ALL' as const })),
    }),
  }
}

/** Fields that cannot be kept, by name. */
export function faultsOf({ budget, windows }: MeterDraft): ReadonlySet<'budget' | 'windows'> {
  const euro = readEuro(budget)
  const isBudgetFaulty =
    euro !== null && !(euro >= 0 && euro <= 100_000 && Math.round(euro * 100) / 100 === euro)
  const isWindowFaulty = windows.some(({ start, end }) => start === '' || end === '' || start === end)
  return new Set([
    ...(isBudgetFaulty ? (['budget'] as const) : []),
    ...(isWindowFaulty ? (['windows'] as const) : []),
  ])
}

/** Windows of a season or of some dates belong to the contract timeline, and are not edited here. */
export function isPlain(windows: readonly Window[]): boolean {
  return windows.every(({ season, from, to }) => season === 'ALL' && from === null && to === null)
}
