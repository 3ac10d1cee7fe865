import { afterEach, expect, it } from 'vitest'

import type { House } from '../house.js'
import { openHouse } from '../house.js'

const PDL = '01226049119902'

let house: House
afterEach(() => house.close())

/** A day of half-hours: 400 W drawn, 100 W injected. */
const CURVES = `
  insert into usage_point (pdl, active, has_production) values ('${PDL}', false, true);
  insert into consumption_load_curve (usage_point_id, start_at, interval_minutes, power_w)
    select '${PDL}', at, 30, 400 from generate_series('2026-03-01T23:00Z'::timestamptz, '2026-03-02T22:30Z', interval '30 minutes') as at;
  insert into production_load_curve (usage_point_id, start_at, interval_minutes, power_w)
    select usage_point_id, start_at, 30, 100 from consumption_load_curve;
  insert into consumption_daily (usage_point_id, date, value_wh, quality) values ('${PDL}', '2026-03-02', 9600, 'measured');
  insert into production_daily (usage_point_id, date, value_wh, quality) values ('${PDL}', '2026-03-02', 2400, 'measured');`
/** 600 W made, told by hours, for half the day. */
const SOLAR = `
  insert into solar_load_curve (usage_point_id, start_at, interval_minutes, power_w)
    select '${PDL}', at, 60, 600 from generate_series('2026-03-02T06:00Z'::timestamptz, '2026-03-02T17:00Z', interval '1 hour') as at`

const home = async () =>
  (
    await house.ask<{ balance: { total: { home: object | null } } }>(
      `{ balance(pdl: "${PDL}", from: "2026-03-02", to: "2026-03-03") { total { home {
        producedWh selfConsumedWh usedWh selfConsumptionRatio autonomyRatio inconsistent coverage { known expected } } } } }`,
    )
  ).balance.total.home

it('tells what a home made, used and did not buy, only where true production is known', async () => {
  house = await openHouse({ now: '2026-03-10T09:10:00+01:00' })
  for (const statement of CURVES.split(';').filter((text) => text.trim())) await house.sql(statement)
  expect(await home()).toBeNull()
  await house.sql(SOLAR)
  expect(await home()).toEqual({
    producedWh: 7200,
    selfConsumedWh: 6000,
    usedWh: 10_800,
    selfConsumptionRatio: 6000 / 7200,
    autonomyRatio: 6000 / 10_800,
    inconsistent: false,
    coverage: { known: 24, expected: 48 },
  })
  await house.sql('update solar_load_curve set power_w = 60')
  expect(await home()).toMatchObject({ selfConsumedWh: 0, inconsistent: true })
})
