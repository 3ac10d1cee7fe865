import type { DayRecord } from '../simulator/household/recorder.js'
import type { Day } from '../src/core/index.js'
import { addDays, dayOf, daysOf, startOf, wallClockOf } from '../src/core/index.js'
import type { House } from './house.js'

type Direction = 'consumption' | 'production'
type Quality = 'measured' | 'derived'

/** Hour at which a day that is over is published. */
const PUBLICATION_HOUR = 8

/** Everything the product stores of readings, one line a reading. */
export async function storedReadings(house: House): Promise<string[]> {
  const rows = await house.sql<{ line: string }>(`
    select concat_ws(' ', 'consumption-curve', usage_point_id, extract(epoch from start_at)::bigint, interval_minutes, power_w) as line
      from consumption_load_curve
    union all select concat_ws(' ', 'production-curve', usage_point_id, extract(epoch from start_at)::bigint, interval_minutes, power_w)
      from production_load_curve
    union all select concat_ws(' ', 'consumption-day', usage_point_id, date, quality, value_wh) from consumption_daily
    union all select concat_ws(' ', 'production-day', usage_point_id, date, quality, value_wh) from production_daily
    union all select concat_ws(' ', 'power', usage_point_id, date, extract(epoch from reached_at)::bigint, power_va) from max_power`)
  return rows.map(({ line }) => line)
}

/** Stored readings that no meter has measured: there must never be one. A derived day is true when it is its curve's sum. */
export async function falseReadings(house: House): Promise<string[]> {
  const truth = new Set(
    eachDay(house, (pdl, day) =>
      (['measured', 'derived'] as const).flatMap((quality) => [
        ...linesOf(house, pdl, day, 'consumption', quality),
        ...linesOf(house, pdl, day, 'production', quality),
      ]),
    ),
  )
  return (await storedReadings(house)).filter((line) => !truth.has(line))
}

/** What the meters have measured, published by now, that is not stored: nothing, once nothing is missing. */
export async function lostReadings(house: House): Promise<string[]> {
  const stored = new Set(await storedReadings(house))
  const newest = addDays(dayOf(house.simulator.clock.now()), -1)
  return eachDay(house, (pdl, day) => [
    ...linesOf(house, pdl, day, 'consumption', day < newest ? 'measured' : 'derived'),
    ...linesOf(house, pdl, day, 'production', 'measured'),
  ]).filter((line) => !stored.has(line))
}

function eachDay({ simulator }: House, lines: (pdl: string, day: Day) => string[]): string[] {
  const now = simulator.clock.now()
  const to = addDays(dayOf(now), wallClockOf(now).hour < PUBLICATION_HOUR ? -1 : 0)
  return simulator.households.all.flatMap(({ pdl, meter }) =>
    daysOf({ from: meter.activation, to }).flatMap((day) => lines(pdl, day)),
  )
}

function linesOf(
  { simulator }: House,
  pdl: string,
  day: Day,
  direction: Direction,
  quality: Quality,
): string[] {
  const record = simulator.households.find(pdl)?.meter[direction]?.day(day)
  if (!record) return []
  const energyWh = quality === 'measured' ? record.energyWh : sumOf(record)
  const { minutes, peak } = record
  const start = startOf(day) / 1000
  return [
    ...record.powersW.flatMap((powerW, index) =>
      powerW === null
        ? []
        : [`${direction}-curve ${pdl} ${start + index * minutes * 60} ${minutes} ${powerW}`],
    ),
    ...(energyWh === null ? [] : [`${direction}-day ${pdl} ${day} ${quality} ${energyWh}`]),
    ...(direction === 'consumption' && peak
      ? [`power ${pdl} ${day} ${start + peak.elapsedSeconds} ${peak.powerVa}`]
      : []),
  ]
}

function sumOf({ powersW, minutes }: DayRecord): number {
  return Math.round(powersW.reduce<number>((sum, powerW) => sum + (powerW ?? 0) * minutes, 0) / 60)
}
