import type { Day, DayRange, Instant } from '../../core/index.js'
import { addDays, earliest } from '../../core/index.js'
import type { SeriesHour } from './series-hours.js'

/** Sum or value of an hour as Home Assistant keeps it, in the whole units we count in. */
export interface StoredSum {
  readonly startAt: Instant
  readonly endAt: Instant
  readonly sum: number
}

/** Up to this, two sums are the same: what floating point leaves. */
const TOLERANCE = 0.05

/** NaN, for what is not there, differs from everything. */
export function differ(a: number, b: number): boolean {
  return !(Math.abs(a - b) <= TOLERANCE)
}

/** Our sum since the oldest hour, hour after hour, remembered where it will be asked for. */
export class RunningTotal {
  private readonly at = new Map<Instant, number>()
  private readonly marks: readonly Instant[]
  private next = 0

  /** @param total what the statistic held before our oldest hour */
  constructor(
    private total: number,
    marks: Iterable<Instant>,
  ) {
    this.marks = [...new Set(marks)].sort((a, b) => a - b)
  }

  /** Hours that follow those added before, oldest first. */
  add(hours: readonly SeriesHour[]): void {
    for (const { startAt, amount } of hours) {
      this.passTo(startAt)
      this.total += amount
    }
  }

  /** Everything that began before a mark. */
  before(mark: Instant): number {
    return this.at.get(mark) ?? this.total
  }

  get endSum(): number {
    return this.total
  }

  private passTo(startAt: Instant): void {
    for (
      let mark = this.marks[this.next];
      mark !== undefined && mark <= startAt;
      mark = this.marks[this.next]
    ) {
      this.at.set(mark, this.total)
      this.next++
    }
  }
}

/**
 * Where what is stored stops being ours; null = nowhere. A calendar bucket of Home Assistant ends on its last sum: one
 * that differs is wrong somewhere inside, a sum that grows between two buckets lacks what is between them.
 * @param buckets those that end after `oldest`, oldest first
 * @param total ours; it must have remembered the start and the end of each bucket
 */
export function firstDisagreement(
  buckets: readonly StoredSum[],
  { oldest, base }: { readonly oldest: Instant; readonly base: number },
  total: RunningTotal,
): Instant | null {
  let [sum, endAt] = [base, oldest]
  for (const bucket of buckets) {
    const startAt = Math.max(bucket.startAt, oldest)
    if (startAt > endAt && differ(total.before(startAt), sum)) return endAt
    if (differ(total.before(bucket.endAt), bucket.sum)) return startAt
    ;({ sum, endAt } = bucket)
  }
  return differ(total.endSum, sum) ? endAt : null
}

/** A range cut at 1 January and 1 July: at most 4,417 hours a piece, and the same pieces whoever asks. */
export function halfYearsOf({ from, to }: DayRange): DayRange[] {
  const pieces: DayRange[] = []
  for (let start = from; start < to;) {
    const end = earliest(nextCut(start), to)
    pieces.push({ from: start, to: end })
    start = end
  }
  return pieces
}

function nextCut(day: Day): Day {
  const year = day.slice(0, 4)
  return day < `${year}-07-01` ? (`${year}-07-01` as Day) : addDays(`${year}-12-31` as Day, 1)
}
