import type { Client } from 'pg'

import type { CurveReading, Day, DayRange } from '../src/core/index.js'
import { daysOf, endOf, startOf } from '../src/core/index.js'

const HALF_HOUR = 30 * 60_000

/** Half-hours of a household that uses more in the evening; the same ones each time. */
export function halfHours(range: DayRange): CurveReading[] {
  const readings: CurveReading[] = []
  for (let startAt = startOf(range.from); startAt < startOf(range.to); startAt += HALF_HOUR) {
    const slot = startAt / HALF_HOUR
    readings.push({ startAt, minutes: 30, powerW: 180 + ((slot * 7919) % 640) + (slot % 48 > 36 ? 900 : 0) })
  }
  return readings
}

/** A meter that holds everything of a range: half-hours, days, maximum power. */
export async function fillMeter(session: Client, pdl: string, range: DayRange): Promise<void> {
  await session.query(
    'insert into usage_point (pdl, activation_date) values ($1, $2) on conflict do nothing',
    [pdl, range.from],
  )
  await fillCurve(session, pdl, halfHours(range))
  const days: readonly Day[] = daysOf(range)
  await session.query(
    `insert into consumption_daily (usage_point_id, date, value_wh, quality)
     select $1, day, 9000 + (extract(doy from day)::int * 37) % 6000, 'measured' from unnest($2::date[]) as day`,
    [pdl, days],
  )
  await session.query(
    `insert into max_power (usage_point_id, date, reached_at, power_va)
     select $1, day, to_timestamp(at), 4000 from unnest($2::date[], $3::bigint[]) as new (day, at)`,
    [pdl, days, days.map((day) => endOf(day) / 1000 - 3600)],
  )
  await session.query('analyze')
}

async function fillCurve(session: Client, pdl: string, readings: readonly CurveReading[]): Promise<void> {
  await session.query(
    `insert into consumption_load_curve (usage_point_id, start_at, interval_minutes, power_w)
     select $1, to_timestamp(at), minutes, w from unnest($2::bigint[], $3::smallint[], $4::int[]) as new (at, minutes, w)`,
    [
      pdl,
      readings.map(({ startAt }) => startAt / 1000),
      readings.map(({ minutes }) => minutes),
      readings.map(({ powerW }) => powerW),
    ],
  )
}
