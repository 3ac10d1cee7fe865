import type { Instant } from '../../core/index.js'

const MINUTE = 60_000
/** Lengths of slots that meters and gateways write. */
export const STEPS: readonly number[] = [5, 10, 15, 20, 30, 60]
/** Slots in a row that must be further apart before they count as longer, not as full of holes. */
const LONGER_AFTER = 4
const USUAL = 30
const MOST_WAITING = 2000

/** A value stamped at the end of its slot. */
export interface Ended<T> {
  readonly endAt: Instant
  readonly item: T
}

/**
 * Values stamped at the end of their slots, in the order of a file → the length of each slot.
 * A slot ends where it is stamped and begins where the one before it ended. Wider apart than the slots around it: there is a
 * hole before it. Finer from some row on: the meter was set finer. Waits for a few rows, holds a few thousand.
 */
export class SlotLengths<T> {
  private waiting: Ended<T>[] = []
  private previousEnd: Instant | null = null
  private step: number | null = null

  /** @param fixed length that the file tells, in minutes. */
  constructor(
    private readonly fixed: number | null,
    private readonly emit: (item: T, startAt: Instant, minutes: number) => void,
  ) {}

  push(endAt: Instant, item: T): void {
    if (this.fixed !== null) {
      this.emit(item, endAt - this.fixed * MINUTE, this.fixed)
      return
    }
    this.waiting.push({ endAt, item })
    if (this.waiting.length >= MOST_WAITING) this.flush(false)
  }

  end(): void {
    this.flush(true)
  }

  private flush(whole: boolean): void {
    const descending = (this.waiting[0]?.endAt ?? 0) > (this.waiting.at(-1)?.endAt ?? 0)
    const rows = descending ? this.waiting.toReversed() : this.waiting
    if (descending) {
      this.previousEnd = null
      this.settle(rows, rows.length)
      this.waiting = []
      return
    }
    const count = whole ? rows.length : rows.length - LONGER_AFTER
    this.settle(rows, count)
    this.waiting = rows.slice(count)
  }

  private settle(rows: readonly Ended<T>[], count: number): void {
    for (let index = 0; index < count; index++) {
      const row = rows[index]
      if (!row) return
      const minutes = this.lengthAt(rows, index)
      this.emit(row.item, row.endAt - minutes * MINUTE, minutes)
      this.previousEnd = row.endAt
    }
  }

  private lengthAt(rows: readonly Ended<T>[], index: number): number {
    const step = (this.step ??= usualStep(rows))
    const row = rows[index]
    if (!row || this.previousEnd === null) return step
    const apart = (row.endAt - this.previousEnd) / MINUTE
    if (apart === step || apart <= 0 || !STEPS.includes(apart)) return step
    if (apart < step || staysApart(rows, index, apart)) this.step = apart
    return this.step
  }
}

function staysApart(rows: readonly Ended<unknown>[], from: number, apart: number): boolean {
  for (let index = from; index < from + LONGER_AFTER - 1; index++) {
    const [one, next] = [rows[index], rows[index + 1]]
    if (!one || !next || (next.endAt - one.endAt) / MINUTE !== apart) return false
  }
  return true
}

/** The most frequent distance among the first rows; the shorter one of two as frequent. */
function usualStep(rows: readonly Ended<unknown>[]): number {
  const counts = new Map<number, number>()
  for (let index = 1; index < Math.min(rows.length, 12); index++) {
    const apart = Math.abs((rows[index]?.endAt ?? 0) - (rows[index - 1]?.endAt ?? 0)) / MINUTE
    if (STEPS.includes(apart)) counts.set(apart, (counts.get(apart) ?? 0) + 1)
  }
  const [usual] = [...counts].sort(([a, times], [b, others]) => others - times || a - b)
  return usual?.[0] ?? USUAL
}
