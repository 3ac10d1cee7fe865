import type { SimulatorClock } from '../clock.js'

const LIFE_MS = 24 * 3_600_000

/** The gateway's store: every entry lives 24 hours from its last write. */
export class GatewayCache {
  private readonly entries = new Map<string, { value: unknown; expiresAt: number }>()

  constructor(private readonly clock: SimulatorClock) {}

  get(key: string): unknown {
    const entry = this.entries.get(key)
    return entry && entry.expiresAt > this.clock.now() ? entry.value : undefined
  }

  set(key: string, value: unknown): void {
    this.entries.set(key, { value, expiresAt: this.clock.now() + LIFE_MS })
  }

  /** Returns how many living entries were deleted. */
  deleteMatching(pattern: RegExp): number {
    const keys = [...this.entries.keys()].filter((key) => pattern.test(key))
    const living = keys.filter((key) => this.get(key) !== undefined)
    for (const key of keys) this.entries.delete(key)
    return living.length
  }

  clear(): void {
    this.entries.clear()
  }
}
