import type { CallBudgetState, CallCounterState } from './call-budget.types.js'
import type { CallMode, CallTally, Counter } from './gateway.types.js'

/** Calls of one UTC day, as we know them. */
export interface CountsOfDay {
  /** Ours. */
  readonly ours: Readonly<CallTally>
  /** By any client of the account, when the gateway last said; null = it has not today. */
  readonly said: { readonly cached: number | null; readonly fresh: number | null }
  /** Ours at the moment it said so. */
  readonly then: Readonly<CallTally>
  readonly limits: Readonly<CallTally>
  readonly byPdl: ReadonlyMap<string, Readonly<CallTally>>
}

/** A gateway with lower limits than the usual ones must leave some to the clock: at most this part is reserved. */
const LARGEST_RESERVE = 5

/** The gateway's default limits, until it says its own. */
export const NOTHING_COUNTED: CountsOfDay = {
  ours: { cached: 0, fresh: 0 },
  said: { cached: null, fresh: null },
  then: { cached: 0, fresh: 0 },
  limits: { cached: 1000, fresh: 50 },
  byPdl: new Map(),
}

/** Counts → state of both counters: the larger of our own count and of what the gateway said plus ours since. */
export function budgetOf(
  counts: CountsOfDay,
  reserves: Readonly<CallTally> | { readonly ratio: number },
  resetsAt: number,
): CallBudgetState {
  const state = (counter: Counter): CallCounterState => {
    const since = Math.max(0, counts.ours[counter] - counts.then[counter])
    const limit = counts.limits[counter]
    return {
      limit,
      used: Math.max(counts.ours[counter], (counts.said[counter] ?? 0) + since),
      reserved:
        'ratio' in reserves
          ? Math.round(limit * reserves.ratio)
          : Math.min(reserves[counter], Math.floor(limit / LARGEST_RESERVE)),
    }
  }
  return { cached: state('cached'), fresh: state('fresh'), resetsAt }
}

/** Calls that may still be made today; automatic ones leave the reserve alone. */
export function leftOf({ limit, used, reserved }: CallCounterState, mode: CallMode): number {
  return Math.max(0, limit - used - (mode === 'auto' ? reserved : 0))
}

/**
 * Automatic calls a meter may still make today without taking those of another: an equal share of what this program may use,
 * minus what the meter has used, and never more than is left.
 */
export function fairShareOf(
  counts: CountsOfDay,
  state: CallCounterState,
  counter: Counter,
  pdl: string,
  points: number,
): number {
  const others = state.used - counts.ours[counter]
  const share = Math.floor(Math.max(0, state.limit - state.reserved - others) / Math.max(1, points))
  return Math.max(0, Math.min(share - (counts.byPdl.get(pdl)?.[counter] ?? 0), leftOf(state, 'auto')))
}

/** The limit in the gateway's words: `(50/50)`, `50/50 requests`; null when it does not say. */
export function limitIn(words: string): number | null {
  const limit = /\b\d+\/(\d+)\b/.exec(words)?.[1]
  return limit === undefined ? null : Number(limit)
}
