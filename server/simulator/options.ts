import type { Instant, TempoColor } from '../src/core/index.js'
import type { HouseholdPlan } from './household/plan.js'
import type { QuotaLimits } from './http/quotas.js'

export interface TempoCalendarDay {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly color: TempoColor
}

export interface SimulatorOptions {
  /** 0 (default): any free port. */
  readonly port?: number
  /** What the clock shows at first; `real` (default): the machine's time. */
  readonly now?: Instant | 'real'
  /** Default: frozen when `now` is an instant, running otherwise. */
  readonly frozen?: boolean
  /** Default: five invented usage points. */
  readonly households?: readonly HouseholdPlan[]
  /** Requests a UTC day; default 1000 cached, 50 fresh. */
  readonly limits?: Partial<QuotaLimits>
  /** Paris hour at which Enedis publishes yesterday; default 8, may be fractional. */
  readonly publicationHour?: number
  /** Paris hour at which tomorrow's Tempo colour appears; default 10h40. */
  readonly tempoHour?: number
  /** Real milliseconds each Enedis call takes; default 0. */
  readonly enedisLatencyMs?: number
  /** At most 5 Enedis calls a real second, one queue for all; default false. */
  readonly throttle?: boolean
  /** Known colours; invented ones before its start and after its end. */
  readonly tempoCalendar?: readonly TempoCalendarDay[]
  /** WIND forecasts grow at each half-hour refresh, as on the real gateway; default false. */
  readonly windInflation?: boolean
  readonly seed?: number
}
