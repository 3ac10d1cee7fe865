import type { CurveReading, Instant } from '../core/index.js'

/** What a number on the topic means: power now, or a counter that only grows. */
export const SOLAR_UNITS = ['W', 'KW', 'WH', 'KWH'] as const
export type SolarUnit = (typeof SOLAR_UNITS)[number]

const SLOT_MS = 30 * 60_000
/** A power says nothing of what follows it for longer than this. */
const POWER_HOLDS_MS = 15 * 60_000
/** What a counter gained over a longer silence cannot be told apart by half-hours. */
const COUNTER_SPANS_MS = 60 * 60_000
/** A half-hour seen for this share of its time is known. */
const ENOUGH = 0.9

/** Numbers as they arrive → mean power of the half-hours that are over. What is not known stays missing, never zero. */
export class SolarMeter {
  private last: { readonly at: Instant; readonly value: number } | null = null
  private readonly open = new Map<Instant, { wattMs: number; seenMs: number }>()

  constructor(private readonly unit: SolarUnit) {}

  /** @returns the half-hours that this arrival closes, oldest first. */
  feed(at: Instant, read: number): CurveReading[] {
    const value = this.unit === 'KW' || this.unit === 'KWH' ? read * 1000 : read
    const before = this.last
    if (before !== null && at <= before.at) return []
    this.last = { at, value }
    const watts = before === null ? null : this.meanPower(before, { at, value })
    if (before !== null && watts !== null) this.spread(before.at, at, watts)
    return this.close(at)
  }

  private meanPower(
    before: { readonly at: Instant; readonly value: number },
    now: { readonly at: Instant; readonly value: number },
  ): number | null {
    const elapsed = now.at - before.at
    if (this.unit === 'W' || this.unit === 'KW')
      return elapsed > POWER_HOLDS_MS ? null : Math.max(0, before.value)
    const gained = now.value - before.value
    if (gained === 0) return 0
    return gained < 0 || elapsed > COUNTER_SPANS_MS ? null : (gained * 3_600_000) / elapsed
  }

  private spread(from: Instant, to: Instant, watts: number): void {
    for (let at = from; at < to;) {
      const start = Math.floor(at / SLOT_MS) * SLOT_MS
      const end = Math.min(to, start + SLOT_MS)
      const slot = this.open.get(start) ?? { wattMs: 0, seenMs: 0 }
      slot.wattMs += watts * (end - at)
      slot.seenMs += end - at
      this.open.set(start, slot)
      at = end
    }
  }

  private close(now: Instant): CurveReading[] {
    const closed: CurveReading[] = []
    for (const [startAt, { wattMs, seenMs }] of this.open) {
      if (startAt + SLOT_MS > now) continue
      this.open.delete(startAt)
      if (seenMs >= SLOT_MS * ENOUGH)
        closed.push({ startAt, minutes: 30, powerW: Math.round(wattMs / seenMs) })
    }
    return closed.sort((a, b) => a.startAt - b.startAt)
  }
}
