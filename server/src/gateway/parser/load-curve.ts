import type { CurveReading } from '../../core/index.js'

import type { DayCache, Naive } from './paris-labels.js'
import { instantsOf, naiveOf } from './paris-labels.js'
import type { Parsed } from './rows.js'
import { Harvest, readRow, rowsOf } from './rows.js'

const MINUTE = 60_000

/**
 * Load-curve answer → readings, oldest first, each instant once. Any order, with repeats, as the two endpoints give them.
 * Units: mean W over each interval, rounded. Times: the gateway made local starts from local ends by naive subtraction; we
 * add the length back, find the end's instant, and return start instants. The n-th row that ends at a time of the hour that
 * October repeats is its n-th instant; three rows or more cannot be told apart and are set aside.
 * A reading with no legible length or value is set aside with its cause, its neighbours stay: we never guess one.
 * Throws GatewayMalformed when the answer has no list of readings.
 * Source: docs/gateway.md, "Load curve" and "Clock changes"; fixtures/load-curve-october-dst.json
 */
export function parseLoadCurve(data: unknown): Parsed<CurveReading> {
  const harvest = new Harvest<CurveReading>()
  const days: DayCache = new Map()
  const repeated = new Map<Naive, { label: string; reading: CurveReading }[]>()
  for (const [index, row] of rowsOf(data).entries()) {
    const read = readRow(row, index, harvest)
    if (!read) continue
    const { label } = read
    const minutes = minutesIn(read.row.interval_length)
    const naive = naiveOf(label)
    if (naive === null) {
      harvest.reject(label, 'is not a date and time')
      continue
    }
    if (minutes === null) {
      harvest.reject(label, `has an illegible length, ${JSON.stringify(read.row.interval_length)}`)
      continue
    }
    const lengthMs = minutes * MINUTE
    const end = naive + lengthMs
    const [instant, second] = instantsOf(end, days)
    if (instant === undefined) {
      harvest.reject(label, 'ends at a time that no clock in Paris shows on that day')
      continue
    }
    const reading = { startAt: instant - lengthMs, minutes, powerW: Math.round(read.value) }
    if (second === undefined) keep(harvest, label, reading)
    else {
      const rows = repeated.get(end) ?? []
      const startAt = rows.length === 1 ? second - lengthMs : reading.startAt
      repeated.set(end, [...rows, { label, reading: { ...reading, startAt } }])
    }
  }
  for (const rows of repeated.values())
    for (const { label, reading } of rows)
      if (rows.length <= 2) keep(harvest, label, reading)
      else harvest.reject(label, 'falls in the repeated hour more than twice: its rows cannot be told apart')
  return harvest.result((a, b) => a.startAt - b.startAt)
}

function keep(harvest: Harvest<CurveReading>, label: string, reading: CurveReading): void {
  harvest.keep(reading.startAt, reading, ({ powerW, minutes }) => `${powerW} W over ${minutes} min`, label)
}

/** `PT5M` to `PT60M`, `PT1H` → minutes, when they divide the hour; null otherwise. */
function minutesIn(length: unknown): number | null {
  if (length === 'PT30M') return 30
  if (length === 'PT1H') return 60
  const minutes = typeof length === 'string' ? Number(/^PT(\d{1,2})M$/.exec(length)?.[1]) : Number.NaN
  return minutes >= 5 && 60 % minutes === 0 ? minutes : null
}
