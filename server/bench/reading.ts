import { toDay } from '../src/core/index.js'
import type { House } from './house.js'
import { fillMeter } from './invented-readings.js'
import type { Figure } from './measure.js'
import { compare } from './measure.js'

const pdl = '01226049119911'
const year = { from: toDay('2025-11-24'), to: toDay('2026-11-24') }
/** Longer than what the gateway may give, so that nothing is asked. */
const held = { from: toDay('2023-11-24'), to: toDay('2026-11-24') }

const CURVE = `query ($pdl: ID!, $from: Date!, $to: Date!) {
  loadCurve(pdl: $pdl, from: $from, to: $to) {
    days { date start stepMinutes watts energyWh coverage { known expected } }
    coverage { known expected ratio missing { from to reason } }
    meanPowerW highestPowerW
  }
}`

const DAYS = `query ($pdl: ID!, $from: Date!, $to: Date!) {
  consumption(pdl: $pdl, from: $from, to: $to) {
    total { from to energyWh coverage { known expected ratio } }
    points { from to energyWh flags coverage { known expected ratio } }
  }
}`

/** Reading a year over GraphQL and HTTP, against the rows alone. */
export async function reading(house: House): Promise<Figure[]> {
  const { session } = house
  await fillMeter(session, pdl, held)
  const bounds = [pdl, year.from, year.to]
  await expectPoints(house)
  const curve = await compare({
    measure: 'read 17,520 half-hours over GraphQL; floor: SQL + JSON.stringify',
    ours: { run: () => house.ask(CURVE, { pdl, ...year }) },
    floor: {
      run: async () => {
        const { rows } = await session.query(
          `select start_at, interval_minutes, power_w from consumption_load_curve
           where usage_point_id = $1 and start_at >= $2::timestamp at time zone 'Europe/Paris'
             and start_at < $3::timestamp at time zone 'Europe/Paris' order by start_at`,
          bounds,
        )
        return JSON.stringify(rows)
      },
    },
    target: { ratio: 2 },
    warmUps: 10,
    times: 31,
  })
  const days = await compare({
    measure: 'read 365 days over GraphQL; floor: its SQL',
    ours: { run: () => house.ask(DAYS, { pdl, ...year }) },
    floor: {
      run: () =>
        session.query(
          `select date::text as day, value_wh, quality from consumption_daily
           where usage_point_id = $1 and date >= $2 and date < $3 order by date`,
          bounds,
        ),
    },
    target: { aboveMs: 5 },
    warmUps: 50,
    times: 101,
  })
  return [curve, days]
}

/** A figure is worth nothing when the answer is empty. */
async function expectPoints(house: House): Promise<void> {
  const { data } = JSON.parse((await house.ask(CURVE, { pdl, ...year })).toString()) as {
    data: { loadCurve: { coverage: { known: number; expected: number } } }
  }
  const { known, expected } = data.loadCurve.coverage
  if (known !== 17_520 || expected !== known)
    throw new Error(`Expected a year of half-hours, read ${known} of ${expected}.`)
}
