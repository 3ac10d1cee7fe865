import type { Day } from '../../src/core/index.js'
import {
  addDays,
  addYears,
  dayOf,
  daysOf,
  earliest,
  instantAt,
  latest,
  startOf,
  utcDayOf,
} from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { Exchange, Route } from '../http/exchange.js'
import type { Json, Reply } from '../http/reply.js'
import { detail, envelope, refused } from '../http/reply.js'
import { offsetUtcSecond } from '../wire-time.js'
import { wallTimeAsUtc } from './python-date.js'
import type { RteState } from './rte-state.js'
import type { TempoCalendar } from './tempo-calendar.js'

const HISTORY_YEARS = 10
const REFRESH_MS = 10 * 60_000
const COMPLAINT = 'Invalid date format'

interface Row extends Record<string, Json> {
  readonly date: Day
  readonly color: string
  readonly updated_at: string
}

/** Public colours. Days are stored at Paris midnight and compared with UTC bounds: the start day is never in. */
export class TempoRoutes {
  constructor(
    private readonly calendar: TempoCalendar,
    private readonly clock: SimulatorClock,
    private readonly state: RteState,
  ) {}

  get routes(): Route[] {
    const open = (path: string, answer: Route['answer']): Route => ({
      method: 'GET',
      path,
      access: 'public',
      answer,
    })
    const root = (exchange: Exchange): Reply =>
      envelope(
        this.between(exchange, 'start', 'end').map(({ date, color, updated_at }) => ({
          date,
          color,
          updated_at,
        })),
      )
    return [
      open('/tempo', root),
      open('/tempo/', root),
      open('/tempo/days', (exchange) => envelope(this.between(exchange, 'start_date', 'end_date'))),
      open('/tempo/today', () => this.today()),
      open('/tempo/week', () => this.week()),
      {
        method: 'POST',
        path: '/tempo/refresh',
        access: 'user',
        answer: () => detail(403, 'Access denied: tempo.refresh permission required'),
      },
    ]
  }

  private between({ query }: Exchange, startName: string, endName: string): Row[] {
    const [start, end] = [query.get(startName), query.get(endName)]
    const from = start === null ? Number.NEGATIVE_INFINITY : wallTimeAsUtc(start, COMPLAINT)
    const to = end === null ? Number.POSITIVE_INFINITY : wallTimeAsUtc(end, COMPLAINT)
    return this.rows(from, to)
  }

  private rows(from: number, to: number): Row[] {
    if (!this.state.tempo) return []
    const now = this.clock.now()
    const oldest = addYears(dayOf(now), -HISTORY_YEARS)
    const end = addDays(this.calendar.lastKnownDay(now), 1)
    const range = {
      from: Number.isFinite(from) ? latest(oldest, utcDayOf(from) as Day) : oldest,
      to: Number.isFinite(to) ? earliest(end, addDays(utcDayOf(to) as Day, 2)) : end,
    }
    return daysOf(range)
      .filter((day) => startOf(day) >= from && startOf(day) <= to)
      .map((day) => this.row(day))
  }

  /** The day is that of UTC: in Paris, yesterday's until 01:00 or 02:00. */
  private today(): Reply {
    const day = utcDayOf(this.clock.now()) as Day
    if (!this.state.tempo) return refused('NOT_FOUND', 'TEMPO data not available for today')
    return envelope(this.row(day))
  }

  private week(): Reply {
    const midnight = Date.parse(`${utcDayOf(this.clock.now())}T00:00:00Z`)
    const dayMs = 24 * 60 * 60_000
    return envelope(this.rows(midnight - 6 * dayMs, midnight + dayMs))
  }

  private row(day: Day): Row {
    const now = this.clock.now()
    const drawnAt = instantAt(addDays(day, -1), { hour: 10, minute: 25 })
    return {
      date: day,
      color: this.calendar.colorOf(day),
      updated_at: offsetUtcSecond(Math.floor(now / REFRESH_MS) * REFRESH_MS).replace('+', '.481516+'),
      rte_updated_date: offsetUtcSecond(drawnAt),
    }
  }
}
