import type { Instant } from '../core/index.js'

/** Mean power of the country over one slot. */
export interface NationalPoint {
  readonly startAt: Instant
  readonly minutes: number
  readonly megawatts: number
}

export interface NationalDemand {
  /** REALISED is measured; ID (intraday), D-1, D-2 are forecasts. Open set. */
  readonly kind: string
  /** Oldest first, each instant once. */
  readonly points: readonly NationalPoint[]
}

export interface NationalGeneration {
  /** WIND grows at the source with each refresh: show it with a warning, add nothing up from it. */
  readonly source: 'SOLAR' | 'WIND'
  /** ID (intraday) or D-1. Open set. */
  readonly kind: string
  readonly points: readonly NationalPoint[]
}
