import type { Instant } from '../core/index.js'
import { dayOf, endOf, minutesOf, startOf } from '../core/index.js'

const MINUTE = 60_000
const DAY_MINUTES = 1440
/** Minutes of local day that have passed when clocks change: at 02:00 in spring, at 03:00 in autumn. */
const SPRING = 120
const AUTUMN = 180
const TIMES = Array.from(
  { length: DAY_MINUTES },
  (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
)
const SECONDS = TIMES.slice(0, 60).map((time) => time.slice(3))

/** Instants → Paris wall clock with its offset. Remembers the last day: instants mostly come in order. */
export class ParisStamps {
  private day = ''
  private start = 0
  private end = 0
  /** Minutes ahead of UTC at midnight, by which the clocks move, and after how many minutes of the day. */
  private offset = 0
  private jump = 0
  private jumpAfter = DAY_MINUTES

  /** `2026-10-25T02:30:00+01:00`, to the second. */
  text(at: Instant): string {
    const seconds = Math.floor((at - this.startFor(at)) / 1000)
    const elapsed = Math.floor(seconds / 60)
    const moved = elapsed < this.jumpAfter ? 0 : this.jump
    const hours = (this.offset + moved) / 60
    return `${this.day}T${TIMES[elapsed + moved] ?? ''}:${SECONDS[seconds % 60] ?? ''}+0${hours}:00`
  }

  /** Milliseconds since 1970 that the wall clock would show were it one of UTC: what spreadsheets call a date. */
  wall(at: Instant): number {
    const elapsed = Math.floor((at - this.startFor(at)) / MINUTE)
    return at + (this.offset + (elapsed < this.jumpAfter ? 0 : this.jump)) * MINUTE
  }

  /** Midnight of the day of an instant, whose facts are at hand from then on. */
  private startFor(at: Instant): Instant {
    if (at >= this.start && at < this.end) return this.start
    const day = dayOf(at)
    this.day = day
    this.start = startOf(day)
    this.end = endOf(day)
    this.offset = (Date.parse(`${day}T00:00:00Z`) - this.start) / MINUTE
    this.jump = DAY_MINUTES - minutesOf(day)
    this.jumpAfter = this.jump > 0 ? SPRING : AUTUMN
    return this.start
  }
}

function two(figure: number): string {
  return String(figure).padStart(2, '0')
}
