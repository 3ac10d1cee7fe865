import type { Day, Instant } from '../core/index.js'
import { dayOf, endOf, minutesOf, startOf } from '../core/index.js'

const MINUTE = 60_000
/** Minutes of local day that have passed when clocks change: at 02:00 in spring, at 03:00 in autumn. */
const SPRING = 120
const AUTUMN = 180

interface ParisDay {
  readonly day: Day
  readonly start: Instant
  readonly end: Instant
  /** Minutes ahead of UTC at its midnight. */
  readonly offset: number
  /** Minutes by which its clocks move, and after how many of its minutes; 0 on most days. */
  readonly jump: number
  readonly jumpAfter: number
}

/** Instants → Paris wall clock with its offset. Remembers the last day: instants mostly come in order. */
export class ParisStamps {
  private last: ParisDay | undefined

  /** `2026-10-25T02:30:00+01:00`, to the second. */
  text(at: Instant): string {
    const { day, minute, offset } = this.clock(at)
    const second = Math.floor(at / 1000) % 60
    return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}+${two(offset / 60)}:00`
  }

  /** Milliseconds since 1970 that the wall clock would show were it one of UTC: what spreadsheets call a date. */
  wall(at: Instant): number {
    return at + this.clock(at).offset * MINUTE
  }

  private clock(at: Instant): { day: Day; minute: number; offset: number } {
    if (!this.last || at < this.last.start || at >= this.last.end) this.last = parisDay(dayOf(at))
    const { day, start, offset, jump, jumpAfter } = this.last
    const elapsed = Math.floor((at - start) / MINUTE)
    const moved = elapsed >= jumpAfter ? jump : 0
    return { day, minute: elapsed + moved, offset: offset + moved }
  }
}

function parisDay(day: Day): ParisDay {
  const start = startOf(day)
  const jump = 1440 - minutesOf(day)
  return {
    day,
    start,
    end: endOf(day),
    offset: (Date.parse(`${day}T00:00:00Z`) - start) / MINUTE,
    jump,
    jumpAfter: jump > 0 ? SPRING : AUTUMN,
  }
}

function two(figure: number): string {
  return figure < 10 ? `0${figure}` : String(figure)
}
