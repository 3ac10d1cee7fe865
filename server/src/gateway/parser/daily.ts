import type { DailyReading, MaxPowerReading } from '../../core/index.js'
import { instantAt, isDay, startOf } from '../../core/index.js'

import type { Parsed } from './rows.js'
import { Harvest, readRow, rowsOf } from './rows.js'

const DAY_LABEL = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00)?)?$/
const PEAK_LABEL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2}))?$/

/**
 * Daily consumption or production → readings, oldest first, each day once.
 * Units: Wh, whatever `reading_type` says; rounded to the Wh. Days are those of the labels, not of the request.
 * Throws GatewayMalformed when the answer has no list of readings.
 * Source: docs/gateway.md, "Daily energy"; fixtures/daily.json, daily-unit-lies.json, daily-holes.json
 */
export function parseDaily(data: unknown): Parsed<DailyReading> {
  const harvest = new Harvest<DailyReading>()
  for (const [index, row] of rowsOf(data).entries()) {
    const read = readRow(row, index, harvest)
    if (!read) continue
    const day = DAY_LABEL.exec(read.label)?.[1]
    if (day === undefined || !isDay(day)) harvest.reject(read.label, 'is not a day')
    else
      harvest.keep(
        day,
        { day, energyWh: Math.round(read.value) },
        ({ energyWh }) => `${energyWh} Wh`,
        read.label,
      )
  }
  return harvest.result((a, b) => (a.day < b.day ? -1 : 1))
}

/**
 * Daily maximum of apparent power → readings, oldest first, each day once.
 * Units: VA, rounded. `at` is the instant of the peak, from a Paris wall clock; midnight when the label is a bare day. In the
 * hour that October repeats, the first of the two instants.
 * Throws GatewayMalformed when the answer has no list of readings.
 * Source: docs/gateway.md, "Maximum power"; fixtures/max-power.json
 */
export function parseMaxPower(data: unknown): Parsed<MaxPowerReading> {
  const harvest = new Harvest<MaxPowerReading>()
  for (const [index, row] of rowsOf(data).entries()) {
    const read = readRow(row, index, harvest)
    if (!read) continue
    const [, day = '', hour, minute, second] = PEAK_LABEL.exec(read.label) ?? []
    if (!isDay(day) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) {
      harvest.reject(read.label, 'is not a day, nor an instant')
      continue
    }
    const at =
      hour === undefined
        ? startOf(day)
        : instantAt(day, { hour: Number(hour), minute: Number(minute), second: Number(second) })
    harvest.keep(
      day,
      { day, at, powerVa: Math.round(read.value) },
      ({ powerVa }) => `${powerVa} VA`,
      read.label,
    )
  }
  return harvest.result((a, b) => a.at - b.at)
}
