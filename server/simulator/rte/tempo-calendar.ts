import type { Day, Instant, TempoColor } from '../../src/core/index.js'
import { addDays, dayOf, instantAt, toDay } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { TempoCalendarDay } from '../options.js'
import type { RteState } from './rte-state.js'
import { drawSeason, seasonOf } from './tempo-season.js'

/** The colours RTE has drawn: known ones as given, invented seasons around them. */
export class TempoCalendar {
  private readonly known: ReadonlyMap<Day, TempoColor>
  private readonly seasons = new Map<number, Map<Day, TempoColor>>()

  constructor(
    private readonly clock: SimulatorClock,
    private readonly state: RteState,
    private readonly seed: number,
    calendar: readonly TempoCalendarDay[] = [],
  ) {
    this.known = new Map(calendar.map(({ date, color }) => [toDay(date), color]))
  }

  /** The colour of any day, drawn or not yet. */
  colorOf(day: Day): TempoColor {
    const season = seasonOf(day)
    let colors = this.seasons.get(season)
    if (!colors) {
      colors = drawSeason(season, this.seed, this.known)
      this.seasons.set(season, colors)
    }
    return colors.get(day) ?? 'BLUE'
  }

  /** Tomorrow from the publication on, today before. */
  lastKnownDay(now: Instant = this.clock.now()): Day {
    const today = dayOf(now)
    const minutes = Math.round(this.state.tempoHour * 60)
    const published = instantAt(today, { hour: Math.floor(minutes / 60), minute: minutes % 60 })
    return now >= published ? addDays(today, 1) : today
  }
}
