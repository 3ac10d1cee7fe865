import type { Series } from '../src/core/index.js'
import { startOf, toDay } from '../src/core/index.js'
import { gapsOf } from '../src/readings/gaps.js'
import { ReadingsRepository } from '../src/readings/index.js'
import type { House } from './house.js'
import { fillMeter } from './invented-readings.js'
import type { Figure } from './measure.js'
import { compare } from './measure.js'

const series: Series = { pdl: '01226049119913', dataset: 'CONSUMPTION_CURVE' }
const decade = { from: toDay('2016-11-24'), to: toDay('2026-11-24') }
/** Every hundredth day lacks a half-hour. */
const HOLES = 37

/** The gaps of ten years of half-hours, against the statement that sums each day. */
export async function findingGaps({ app, session }: House): Promise<Figure> {
  await fillMeter(session, series.pdl, decade)
  await session.query(
    `delete from consumption_load_curve where usage_point_id = $1 and start_at in (
       select day at time zone 'Europe/Paris' + interval '9 hours'
       from generate_series($2::timestamp, $3::timestamp, interval '100 days') as day)`,
    [series.pdl, decade.from, decade.to],
  )
  const repository = app.get(ReadingsRepository)
  const now = startOf(decade.to)
  return compare({
    measure: 'gaps of 10 years of half-hours; floor: its SQL',
    ours: {
      run: async () => {
        const [known, absences] = await Promise.all([
          repository.known(series, decade),
          repository.absences(series, decade),
        ])
        const gaps = gapsOf(decade, known.isHeld, absences, { now })
        if (gaps.length !== HOLES) throw new Error(`Expected ${HOLES} gaps, found ${gaps.length}.`)
      },
    },
    floor: {
      run: () =>
        session.query(
          `select day::text, sum(interval_minutes)::int as minutes, min(interval_minutes) as step
           from (
             select (start_at at time zone 'Europe/Paris')::date as day, interval_minutes from consumption_load_curve
             where usage_point_id = $1
               and start_at >= $2::timestamp at time zone 'Europe/Paris'
               and start_at < $3::timestamp at time zone 'Europe/Paris'
           ) as slots
           group by day order by day`,
          [series.pdl, decade.from, decade.to],
        ),
    },
    target: { ratio: 1.3 },
    warmUps: 3,
    times: 15,
  })
}
