import type { SimulatorClock } from './clock.js'
import type { Contributions } from './energy/contributions.js'
import type { FaultBoard } from './faults/fault-board.js'
import type { GatewayCache } from './gateway/cache.js'
import type { Households } from './household/household.js'
import type { CallLog } from './http/calls.js'
import type { Quotas } from './http/quotas.js'
import type { RteState } from './rte/rte-state.js'
import type { SimulatorSettings } from './settings.js'

/** A running gateway, and every string that moves it. */
export interface Simulator {
  /** Base of the gateway's paths, `/api` included. */
  readonly url: string
  /** The same without `/api`; the control routes live under `/__sim/`. */
  readonly origin: string
  readonly clientId: string
  /** The secret in force. */
  readonly secret: string
  readonly clock: SimulatorClock
  readonly calls: CallLog
  readonly faults: FaultBoard
  readonly households: Households
  readonly quotas: Quotas
  readonly cache: GatewayCache
  readonly rte: RteState
  readonly contributions: Contributions
  readonly settings: SimulatorSettings
  /** The old secret is refused from now on, and the old cache entries are lost with it. */
  rotateSecret(): string
  stop(): Promise<void>
}
