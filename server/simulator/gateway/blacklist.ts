import type { Day } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'

const LIFE_MS = 24 * 3_600_000
const FAILURES_ALLOWED = 5

/** Dates the batch endpoints no longer ask for, by usage point and whatever the direction. */
export class Blacklist {
  private readonly until = new Map<string, number>()
  private readonly failures = new Map<string, { count: number; until: number }>()

  constructor(private readonly clock: SimulatorClock) {}

  has(pdl: string, day: Day): boolean {
    return (this.until.get(`${pdl}/${day}`) ?? 0) > this.clock.now()
  }

  add(pdl: string, day: Day): void {
    this.until.set(`${pdl}/${day}`, this.clock.now() + LIFE_MS)
  }

  /** The sixth failure within 24 hours blacklists the date. */
  addFailure(pdl: string, day: Day): void {
    const key = `${pdl}/${day}`
    const now = this.clock.now()
    const before = this.failures.get(key)
    const count = before && before.until > now ? before.count + 1 : 1
    this.failures.set(key, { count, until: now + LIFE_MS })
    if (count > FAILURES_ALLOWED) this.add(pdl, day)
  }
}
