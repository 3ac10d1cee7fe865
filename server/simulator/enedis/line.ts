import { setTimeout as sleep } from 'node:timers/promises'

const CALLS_A_SECOND = 5

/** The gateway's line to Enedis: one queue for all, a few calls a second, each taking its time. Real time. */
export class EnedisLine {
  latencyMs: number
  throttled: boolean
  private nextTurnAt = 0

  constructor(latencyMs: number, throttled: boolean) {
    this.latencyMs = latencyMs
    this.throttled = throttled
  }

  async travel(): Promise<void> {
    const waitMs = this.throttled ? this.takeTurn() : 0
    const totalMs = waitMs + this.latencyMs
    if (totalMs > 0) await sleep(totalMs)
  }

  private takeTurn(): number {
    const now = Date.now()
    const turnAt = Math.max(now, this.nextTurnAt)
    this.nextTurnAt = turnAt + 1000 / CALLS_A_SECOND
    return turnAt - now
  }
}
