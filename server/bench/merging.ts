import type { CurveReading, DayRange, Series } from '../src/core/index.js'
import { addDays, startOf, toDay } from '../src/core/index.js'
import { requestsFor } from '../src/gateway/index.js'
import { ReadingsRepository } from '../src/readings/index.js'
import type { House } from './house.js'
import { halfHours } from './invented-readings.js'
import type { Comparison, Figure, Side } from './measure.js'
import { compare } from './measure.js'

const series: Series & { dataset: 'CONSUMPTION_CURVE' } = {
  pdl: '01226049119910',
  dataset: 'CONSUMPTION_CURVE',
}
/** Two years: 35,040 half-hours. */
const whole: DayRange = { from: toDay('2024-11-24'), to: toDay('2026-11-24') }
const TABLES = ['consumption_load_curve', 'consumption_daily', 'change_log', 'absence', 'floor_curve']

interface Window {
  readonly covers: DayRange
  readonly readings: readonly CurveReading[]
}

/** Merging two years of half-hours, new or known, against one raw statement per transaction. */
export async function merging(house: House): Promise<Figure[]> {
  await house.session.query('create table floor_curve (like consumption_load_curve including all)')
  const all = [windowOf(whole)]
  const windows = productWindows().map(windowOf)
  const measures: Pick<Comparison, 'measure' | 'target'>[] = [
    { measure: 'merge 35,040 new half-hours, one merge', target: { ratio: 1.5 } },
    { measure: 'merge 35,040 known half-hours, one merge' },
    { measure: `merge 35,040 new half-hours, ${windows.length} windows as the product asks` },
    { measure: `merge 35,040 known half-hours, ${windows.length} windows` },
  ]
  const figures: Figure[] = []
  for (const [index, measure] of measures.entries()) {
    const asked = index < 2 ? all : windows
    const isNew = index % 2 === 0
    const before = isNew ? { before: () => empty(house) } : {}
    figures.push(
      await compare({
        ...measure,
        ours: { ...before, ...ours(house, asked) },
        floor: { ...before, ...floor(house, asked) },
        warmUps: 2,
        times: 9,
      }),
    )
  }
  await empty(house)
  await house.session.query('drop table floor_curve')
  return figures
}

function windowOf(covers: DayRange): Window {
  return { covers, readings: halfHours(covers) }
}

function productWindows(): DayRange[] {
  const asked = [{ ...whole, retry: false, attempts: 0 }]
  const nothing = () => false
  return requestsFor(series, asked, {
    today: addDays(whole.to, 7),
    oldest: whole.from,
    isHeld: nothing,
    mayBeCached: nothing,
  }).map(({ covers }) => covers)
}

async function empty({ session }: House): Promise<void> {
  await session.query(`truncate ${TABLES.join(', ')}`)
  await session.query('checkpoint')
}

function ours({ app }: House, windows: readonly Window[]): Side {
  const repository = app.get(ReadingsRepository)
  return {
    run: async () => {
      for (const { covers, readings } of windows)
        await repository.merge(series, readings, { covers, now: startOf(whole.to), absentOf: () => [] })
    },
  }
}

function floor({ session }: House, windows: readonly Window[]): Side {
  const parameters = windows.map(({ readings }) => [
    series.pdl,
    `{${readings.map(({ startAt }) => startAt / 1000).join(',')}}`,
    `{${readings.map(({ minutes }) => minutes).join(',')}}`,
    `{${readings.map(({ powerW }) => powerW).join(',')}}`,
  ])
  return {
    run: async () => {
      for (const values of parameters) {
        await session.query('begin')
        await session.query(
          `insert into floor_curve as held (usage_point_id, start_at, interval_minutes, power_w)
           select $1, to_timestamp(at), minutes, w
           from unnest($2::bigint[], $3::smallint[], $4::int[]) as new (at, minutes, w)
           on conflict (usage_point_id, start_at) do update
           set interval_minutes = excluded.interval_minutes, power_w = excluded.power_w
           where (held.interval_minutes, held.power_w) is distinct from (excluded.interval_minutes, excluded.power_w)`,
          values,
        )
        await session.query('commit')
      }
    },
  }
}
