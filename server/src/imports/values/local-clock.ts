import type { Day, Instant } from '../../core/index.js'
import { instantAt, isDay, minutesOf, startOf, wallClockOf } from '../../core/index.js'
import type { Label } from './dates.js'
import { instantOfLabel } from './dates.js'

const MINUTE = 60_000
const UTC_DAY = 1440 * MINUTE

type Known = { readonly day: Day; readonly start: Instant; readonly even: boolean } | null

/**
 * Labels of a column, in the order of the file → instants. A label without an offset is read on the wall clock of Paris:
 * in the hour that October repeats, the order of the rows tells the two apart; in the hour that March skips there is none.
 */
export class LocalClock {
  private index = NaN
  private known: Known = null
  private previous = NaN
  private descending = false
  private readonly seen = new Map<number, number>()

  /** Days on which a label of the repeated hour came without its twin: it was read as the first. */
  readonly lonely = new Set<Day>()

  /** @returns null for a time that the spring change skips, or a day that is out of all bounds. */
  instantOf(label: Label): Instant | null {
    const { naive, offset } = label
    if (offset !== null) return instantOfLabel({ naive, offset })
    this.turnTo(Math.floor(naive / UTC_DAY))
    if (!this.known) return null
    const minutes = (naive % UTC_DAY) / MINUTE
    if (!this.known.even) return this.onChangeDay(this.known.day, naive)
    this.follow(naive)
    return this.known.start + minutes * MINUTE
  }

  /** Labels that clocks show once tell which way the file runs. */
  private follow(naive: number): void {
    if (naive !== this.previous && !Number.isNaN(this.previous)) this.descending = naive < this.previous
    this.previous = naive
  }

  private turnTo(index: number): void {
    if (index === this.index) return
    this.index = index
    this.seen.clear()
    const text = new Date(index * UTC_DAY).toISOString().slice(0, 10)
    this.known = isDay(text) ? { day: text, start: startOf(text), even: minutesOf(text) === 1440 } : null
  }

  private onChangeDay(day: Day, naive: number): Instant | null {
    const seconds = (naive % UTC_DAY) / 1000
    const time = {
      hour: Math.floor(seconds / 3600),
      minute: Math.floor((seconds % 3600) / 60),
      second: Math.floor(seconds % 60),
    }
    const first = instantAt(day, time, 0)
    const second = instantAt(day, time, 1)
    if (first === second) {
      this.follow(naive)
      const shown = wallClockOf(first)
      return shown.hour === time.hour && shown.minute === time.minute ? first : null
    }
    const count = this.seen.get(naive) ?? 0
    this.seen.set(naive, count + 1)
    if (count === 0) this.lonely.add(day)
    else if ([...this.seen.values()].every((times) => times > 1)) this.lonely.delete(day)
    return (count === 0) === this.descending ? second : first
  }
}
