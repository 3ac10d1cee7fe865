import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import type { Day } from '../../src/core/index.js'
import { dayOf, endOf, parseInstant, startOf, toDay } from '../../src/core/index.js'
import type { IntervalMinutes } from './plan.js'

/** A canonical curve: mean W of each step, by Paris day; null where the measure is missing. */
export interface CurveFile {
  readonly minutes: IntervalMinutes
  readonly days: ReadonlyMap<Day, readonly (number | null)[]>
}

const STEPS: readonly number[] = [5, 10, 15, 30, 60] satisfies IntervalMinutes[]

/**
 * `interval_start_utc,interval_end_local,mean_power_w` rows, ascending, one per step, gzip or not → curve by day.
 * The step is that of the first two rows. Throws on another layout.
 */
export function readCurveFile(path: string): CurveFile {
  const rows = rowsOf(path, 'interval_start_utc,interval_end_local,mean_power_w')
  const starts = rows.map(([start = '']) => parseInstant(start))
  const minutes = ((starts[1] ?? NaN) - (starts[0] ?? NaN)) / 60_000
  if (!STEPS.includes(minutes))
    throw new Error(`${path}: a step of ${minutes} minutes is not one a meter has`)
  const days = new Map<Day, (number | null)[]>()
  let day = dayOf(starts[0] ?? NaN)
  let points: (number | null)[] = []
  let nextDayAt = 0
  for (const [index, start] of starts.entries()) {
    if (start >= nextDayAt) {
      day = dayOf(start)
      points = []
      days.set(day, points)
      nextDayAt = endOf(day)
    }
    const text = rows[index]?.[2] ?? ''
    points[Math.round((start - startOf(day)) / (minutes * 60_000))] = text === '' ? null : Number(text)
  }
  return { minutes: minutes as IntervalMinutes, days }
}

/** `date,wh,points,expected_points,complete` → Wh of the complete days. */
export function readDailyFile(path: string): Map<Day, number> {
  return new Map(
    rowsOf(path, 'date,wh,points,expected_points,complete')
      .filter((row) => row[4] === 'true')
      .map(([date = '', wh]) => [toDay(date), Math.round(Number(wh))]),
  )
}

function rowsOf(path: string, header: string): string[][] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [first, ...lines] = text.trimEnd().split(/\r?\n/)
  if (first !== header) throw new Error(`${path}: expected the columns ${header}`)
  return lines.map((line) => line.split(','))
}
