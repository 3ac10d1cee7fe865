import type { Day } from '../../src/core/index.js'
import { addDays, daysBetween, minutesOf } from '../../src/core/index.js'
import type { CurveFile } from './curve-file.js'
import type { DayRecord, Recorder } from './recorder.js'
import { wallMinutes } from './wall-time.js'

/** Same weekdays, near enough the same season. */
const TURN_DAYS = 364

/** Where a curve file starts and ends, and how far it is moved. */
export class FileCalendar {
  readonly firstDay: Day
  private readonly firstFileDay: Day
  private readonly lastDay: Day

  /** @param shiftDays whole turns; null: the file's own dates, nothing outside them. */
  constructor(
    days: Iterable<Day>,
    private readonly shiftDays: number | null,
  ) {
    const sorted = [...days].sort()
    const [first, last] = [sorted[0], sorted.at(-1)]
    if (first === undefined || last === undefined) throw new Error('a curve file without a row')
    this.lastDay = last
    this.firstFileDay = first
    this.firstDay = shiftDays === null ? first : addDays(first, shiftDays - TURN_DAYS)
  }

  /** Shift that brings the file's last day to `day` or just after: nothing is lost, see `sourceOf`. */
  static shiftTo(lastDay: Day, day: Day): number {
    return Math.ceil(daysBetween(lastDay, day) / TURN_DAYS) * TURN_DAYS
  }

  /** The day of the file that is shown as `day`. Before its start one turn is repeated, after its end as many as needed. */
  sourceOf(day: Day): Day | null {
    if (day < this.firstDay) return null
    if (this.shiftDays === null) return day > this.lastDay ? null : day
    let source = addDays(day, -this.shiftDays)
    while (source > this.lastDay) source = addDays(source, -TURN_DAYS)
    if (source < this.firstFileDay) source = addDays(source, TURN_DAYS)
    return source
  }
}

/** Serves a curve file, moved or not. Moved days are rebuilt from the wall clock: the change days are not those of the file. */
export class FileRecorder implements Recorder {
  private readonly cache = new Map<Day, DayRecord | null>()

  constructor(
    private readonly curve: CurveFile,
    private readonly daily: ReadonlyMap<Day, number> | null,
    private readonly calendar: FileCalendar,
  ) {}

  day(day: Day): DayRecord | null {
    let record = this.cache.get(day)
    if (record === undefined) {
      record = this.build(day)
      this.cache.set(day, record)
    }
    return record
  }

  private build(day: Day): DayRecord | null {
    const source = this.calendar.sourceOf(day)
    const points = source === null ? undefined : this.curve.days.get(source)
    if (source === null || points === undefined) return null
    const { minutes } = this.curve
    const powersW = onWallClock(points, minutesOf(source), minutesOf(day), minutes)
    const energyWh = this.daily === null ? completeSum(powersW, minutes) : (this.daily.get(source) ?? null)
    return { minutes, powersW, energyWh, peak: peakOf(powersW, minutes) }
  }
}

/** Points of a day of one length → the same wall-clock times on a day of another; a skipped hour takes the point before it. */
function onWallClock(
  points: readonly (number | null)[],
  sourceMinutes: number,
  dayMinutes: number,
  step: number,
): readonly (number | null)[] {
  if (sourceMinutes === dayMinutes) return points
  const byWall = new Map<number, number | null>()
  for (const [index, point] of points.entries()) {
    const wall = wallMinutes(sourceMinutes, index * step)
    if (!byWall.has(wall)) byWall.set(wall, point)
  }
  return Array.from({ length: dayMinutes / step }, (_, index) => {
    const wall = wallMinutes(dayMinutes, index * step)
    return byWall.get(wall) ?? byWall.get(wall - 60) ?? null
  })
}

function completeSum(powersW: readonly (number | null)[], minutes: number): number | null {
  let sumW = 0
  for (const powerW of powersW) {
    if (powerW === null) return null
    sumW += powerW
  }
  return Math.round((sumW * minutes) / 60)
}

function peakOf(powersW: readonly (number | null)[], minutes: number): DayRecord['peak'] {
  let highest = -1
  for (const [index, powerW] of powersW.entries()) {
    if (powerW !== null && powerW > (powersW[highest] ?? 0)) highest = index
  }
  const powerW = powersW[highest]
  if (powerW === undefined || powerW === null) return null
  return {
    powerVa: Math.round(powerW * 1.12),
    elapsedSeconds: Math.floor((highest + 0.37) * minutes * 60),
  }
}
