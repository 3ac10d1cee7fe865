import type { Enedis } from './enedis/enedis.js'
import type { EnedisLine } from './enedis/line.js'

/** What may be turned while the simulator runs. */
export interface SimulatorSettings {
  /** Paris hour, may be fractional. */
  publicationHour: number
  enedisLatencyMs: number
  throttle: boolean
}

export function settingsOf(enedis: Enedis, line: EnedisLine): SimulatorSettings {
  return {
    get publicationHour() {
      return enedis.publicationHour
    },
    set publicationHour(hour) {
      enedis.publicationHour = hour
    },
    get enedisLatencyMs() {
      return line.latencyMs
    },
    set enedisLatencyMs(milliseconds) {
      line.latencyMs = milliseconds
    },
    get throttle() {
      return line.throttled
    },
    set throttle(throttled) {
      line.throttled = throttled
    },
  }
}
