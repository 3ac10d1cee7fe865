import type { Instant } from '../src/core/index.js'

/** The gateway's clock: frozen, or running at normal pace from a chosen instant. */
export class SimulatorClock {
  private shownAt: Instant
  private readAt: number | null

  constructor(now: Instant | 'real' = 'real', frozen = now !== 'real') {
    this.shownAt = now === 'real' ? Date.now() : now
    this.readAt = frozen ? null : Date.now()
  }

  get frozen(): boolean {
    return this.readAt === null
  }

  now(): Instant {
    return this.readAt === null ? this.shownAt : this.shownAt + Date.now() - this.readAt
  }

  set(instant: Instant): void {
    this.shownAt = instant
    if (this.readAt !== null) this.readAt = Date.now()
  }

  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds)
  }

  freeze(): void {
    this.shownAt = this.now()
    this.readAt = null
  }

  run(): void {
    this.shownAt = this.now()
    this.readAt = Date.now()
  }
}
