import type { Day, Instant, Origin } from '../../core/index.js'

/** Where a value may stand; the higher number wins for the same interval or day. */
export const LAYERS = { GATEWAY: 0, FILE: 1, MANUAL: 2 } as const
export type Layer = keyof typeof LAYERS
/** The layers that come in batches: what a person brought. */
export type UpperLayer = Exclude<Layer, 'GATEWAY'>

/** Who says a value. */
export interface Source {
  /** Of `LAYERS`. */
  readonly layer: number
  /** 0 for the gateway. Within a layer the newest batch wins. */
  readonly batch: number
}

export const GATEWAY_SOURCE: Source = { layer: LAYERS.GATEWAY, batch: 0 }

export interface StackedSlot extends Source {
  readonly startAt: Instant
  readonly minutes: number
  /** null = erased: the interval is missing, whatever lies below. */
  readonly powerW: number | null
}

export interface StackedDay extends Source {
  readonly day: Day
  /** Wh, or VA of a peak; null = erased. */
  readonly value: number | null
  /** Of a peak. */
  readonly reachedAt: Instant | null
  readonly writtenAt: Instant
}

/** SHOWN: what readers get. BENEATH: covered. IN_FORCE: an erasure that makes its interval or day missing. */
export type Place = 'SHOWN' | 'BENEATH' | 'IN_FORCE'

export function isAbove(one: Source, other: Source): boolean {
  return one.layer > other.layer || (one.layer === other.layer && one.batch > other.batch)
}

const ORIGINS: readonly Origin[] = ['GATEWAY', 'FILE', 'MANUAL']

/** @param layer as stored: null for the gateway. */
export function originOf(layer: number | null): Origin {
  return ORIGINS[layer ?? LAYERS.GATEWAY] ?? 'GATEWAY'
}

/** From the one that says least. */
const STRENGTH: readonly Origin[] = ['ESTIMATED', 'DERIVED', 'GATEWAY', 'FILE', 'MANUAL']

/** The weakest of the origins inside an aggregate; null when it holds nothing. */
export function weakest(origins: Iterable<Origin>): Origin | null {
  let found: Origin | null = null
  for (const origin of origins)
    if (found === null || STRENGTH.indexOf(origin) < STRENGTH.indexOf(found)) found = origin
  return found
}
