import type { Instant } from '../core/index.js'

export interface CallCounterState {
  readonly limit: number
  /** Today, by any client of the account, as far as known. */
  readonly used: number
  /** Kept for actions by hand. */
  readonly reserved: number
}

export interface CallBudgetState {
  readonly cached: CallCounterState
  readonly fresh: CallCounterState
  /** 00:00 UTC. */
  readonly resetsAt: Instant
}
