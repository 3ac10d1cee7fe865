import type { Day } from '../../src/core/index.js'
import type { IntervalMinutes } from './plan.js'

/** What a meter holds of one day, in one direction. */
export interface DayRecord {
  readonly minutes: IntervalMinutes
  /** Mean power of each interval, W, oldest first; null where the point was lost. */
  readonly powersW: readonly (number | null)[]
  /** From the index; null when Enedis has none. */
  readonly energyWh: number | null
  readonly peak: Peak | null
}

export interface Peak {
  readonly powerVa: number
  /** Real seconds since local midnight. */
  readonly elapsedSeconds: number
}

export interface Recorder {
  day(day: Day): DayRecord | null
}
