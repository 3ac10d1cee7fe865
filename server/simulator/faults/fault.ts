import type { Day, Instant } from '../../src/core/index.js'
import type { EnedisCause } from '../enedis/enedis-error.js'
import type { Counter } from '../http/calls.js'

/** What goes wrong between the client and the gateway. */
export type WireFault =
  | {
      readonly kind: 'http'
      readonly status: 401 | 403 | 429 | 500 | 502 | 503 | 504
      readonly retryAfterSeconds?: number
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Half of the answer, then the connection is cut. */
  | { readonly kind: 'truncated' }
  /** HTTP 200 with a page of HTML. */
  | { readonly kind: 'maintenance' }

/** What the gateway itself answers on `/enedis/*`. */
export type GatewayFault =
  | { readonly kind: 'enedis-unavailable' }
  /** Any text in `error.message`, the empty one included. */
  | { readonly kind: 'enedis-error'; readonly message: string }
  | { readonly kind: 'quota-exhausted'; readonly counter?: Counter }

/** What Enedis answers to the gateway: it surfaces differently on each endpoint. */
export interface EnedisFault {
  readonly kind: 'enedis'
  readonly cause: EnedisCause
  /** Replaces the usual text; only for causes that carry a code. */
  readonly description?: string
  /** Only calls that ask for a day of [firstDay, lastDay]. */
  readonly firstDay?: Day
  readonly lastDay?: Day
}

/** What is wrong inside an otherwise good Enedis answer. Left out, `day` means every day of the answer. */
export type DataFault =
  | { readonly kind: 'missing-day'; readonly day: Day }
  | { readonly kind: 'missing-points'; readonly day?: Day; readonly count: number }
  | { readonly kind: 'duplicate-labels'; readonly day?: Day; readonly count?: number }
  | { readonly kind: 'unsorted'; readonly day?: Day }
  | { readonly kind: 'null-value'; readonly day?: Day; readonly count?: number }
  | { readonly kind: 'numeric-value'; readonly day?: Day; readonly count?: number }
  | { readonly kind: 'decimal-value'; readonly day?: Day; readonly count?: number }
  | { readonly kind: 'negative-value'; readonly day?: Day; readonly count?: number }
  | { readonly kind: 'label-with-t'; readonly day?: Day }
  | { readonly kind: 'unknown-keys'; readonly day?: Day }
  | { readonly kind: 'interval-length'; readonly day?: Day; readonly value: string }

export type Fault = WireFault | GatewayFault | EnedisFault | DataFault

/** When and where a fault bites. Left out: everywhere, always. */
export interface FaultScope {
  /** Path without `/api`; `*` stands for one segment, `**` for any number: `/enedis/consumption/**`. */
  readonly on?: string
  readonly method?: string
  readonly pdl?: string
  /** On the simulator's clock. */
  readonly from?: Instant
  readonly until?: Instant
  /** Number of HTTP requests it bites, then it is gone. */
  readonly next?: number
}
