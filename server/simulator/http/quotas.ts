import { utcDayOf } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { Counter } from './calls.js'

export type QuotaLimits = Record<Counter, number>

/** Two counters that start again at 00:00 UTC. Which one counts is what the request says, not what the cache did. */
export class Quotas {
  readonly limits: QuotaLimits
  private day = ''
  private counts: Record<Counter, number> = { cached: 0, fresh: 0 }

  constructor(
    private readonly clock: SimulatorClock,
    limits: Partial<QuotaLimits> = {},
  ) {
    this.limits = { cached: 1000, fresh: 50, ...limits }
  }

  get used(): Readonly<Record<Counter, number>> {
    this.turnDay()
    return { ...this.counts }
  }

  get utcDay(): string {
    this.turnDay()
    return this.day
  }

  /** Counts one request; false when nothing was left. */
  take(counter: Counter): boolean {
    this.turnDay()
    if (this.counts[counter] >= this.limits[counter]) return false
    this.counts[counter] += 1
    return true
  }

  exhaust(counter: Counter): void {
    this.turnDay()
    this.counts[counter] = this.limits[counter]
  }

  reset(): void {
    this.counts = { cached: 0, fresh: 0 }
  }

  private turnDay(): void {
    const today = utcDayOf(this.clock.now())
    if (today === this.day) return
    this.day = today
    this.reset()
  }
}
