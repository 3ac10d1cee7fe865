import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { fillHouseholdA, fillPublishedPrices, HOUSEHOLD_A } from '../../test/household-a.js'
import { hasSharedData } from '../../test/shared-data.js'
import type { DayRange } from '../core/index.js'
import { toDay } from '../core/index.js'
import { sumCosts } from './cost-sum.js'
import { PricingService } from './pricing.service.js'
import type { PeriodDraft } from './timeline-checks.js'
import { TimelineService } from './timeline.service.js'

const year: DayRange = { from: toDay('2022-07-29'), to: toDay('2023-07-29') }
const today = toDay('2026-11-24')
const night = {
  startMinute: 1320,
  endMinute: 360,
  weekdays: [],
  season: 'ALL',
  from: null,
  to: null,
} as const

let house: House
const pricing = () => house.app.get(PricingService)

async function signed(offerId: string, kva: number): Promise<void> {
  const period: PeriodDraft = {
    from: toDay('2022-01-01'),
    to: null,
    offerId,
    versions: [],
    subscribedPowerKva: kva,
    offPeak: [night],
    saleMode: null,
    saleQuotaWh: null,
  }
  await house.app.get(TimelineService).save(HOUSEHOLD_A, 'CONSUMPTION', [period])
}

const months = Array.from({ length: 13 }, (_, index) => {
  const first = (n: number) => toDay(new Date(Date.UTC(2022, 6 + n, 1)).toISOString().slice(0, 10))
  const [from, to] = [first(index), first(index + 1)]
  return { from: from < year.from ? year.from : from, to: to > year.to ? year.to : to }
})
const cents = (micro: number | null) => (micro === null ? null : Math.round(micro / 10_000))

/** Ours: total of the year, then of each month, in cents. */
async function ours(): Promise<(number | null)[]> {
  const costs = await pricing().costs(HOUSEHOLD_A, 'CONSUMPTION', year)
  return [year, ...months].map((range) => cents(sumCosts([costs], range, today).total))
}

/** The same in plain SQL, from the published prices and the rows of the meter alone. */
async function inSql(option: string, kva: number, bucket: string, tariffDay: string): Promise<number[]> {
  const rows = await house.sql<{ month: string; micro: string }>(
    `with slots as (
       select start_at at time zone 'Europe/Paris' as wall, power_w * interval_minutes / 60.0 as wh
       from consumption_load_curve where usage_point_id = ? ),
     days as (
       select wall::date as day, value_wh / sum(wh) as scale
       from slots join consumption_daily on date = wall::date group by wall::date, value_wh ),
     priced as (
       select wall::date as day, round(wh * scale * kwh_eur * 1000) as micro
       from (select *, ${bucket} as period, ${tariffDay} as tariff_day from slots) as split
       join days on days.day = wall::date
       left join tempo_calendar on tempo_calendar.date = tariff_day
       join published_price p on p.option = ? and p.kva = ? and tariff_day between valid_from and valid_to
         and p.period = case when p.option = 'TEMPO' then color || '_' || split.period else split.period end
       union all
       select day::date, round(round(year_eur * 1000000 / 12) * 12 / 365)
       from generate_series('2022-07-29'::date, '2023-07-28'::date, '1 day') as day
       join (select distinct option, kva, valid_from, valid_to, year_eur from published_price) p
         on p.option = ? and p.kva = ? and day between valid_from and valid_to )
     select to_char(day, 'YYYY-MM') as month, sum(micro)::text as micro from priced group by 1 order by 1`,
    [HOUSEHOLD_A, option, kva, option, kva],
  )
  const micro = rows.map((row) => Number(row.micro))
  return [micro.reduce((sum, one) => sum + one, 0), ...micro].map((one) => cents(one) ?? 0)
}

const OFF_PEAK = `case when extract(hour from wall) >= 22 or extract(hour from wall) < 6 then 'HC' else 'HP' end`
const TEMPO_DAY = `(wall - interval '6 hours')::date`
const offers = [
  { name: 'Base 6 kVA', id: 'builtin:BASE:6', kva: 6, sql: ['BASE', `'BASE'`, 'wall::date'] },
  { name: 'HC/HP 6 kVA', id: 'builtin:HC_HP:6', kva: 6, sql: ['HPHC', OFF_PEAK, 'wall::date'] },
  { name: 'Tempo 9 kVA', id: 'builtin:TEMPO:9', kva: 9, sql: ['TEMPO', OFF_PEAK, TEMPO_DAY] },
] as const

describe.skipIf(!hasSharedData)('the year of household A', () => {
  beforeAll(async () => {
    house = await openHouse({ now: '2026-11-24T09:10:00+01:00' })
    await fillHouseholdA(house.database.em)
    await fillPublishedPrices(house.database)
  })
  afterAll(() => house.close())

  const table: (number | null)[][] = []
  it.each(offers)('costs the same cents as plain SQL under $name, in all and by month', async (offer) => {
    const [option, bucket, tariffDay] = offer.sql
    await signed(offer.id, offer.kva)
    const figures = await ours()
    expect(figures).toHaveLength(14)
    expect(figures).toEqual(await inSql(option, offer.kva, bucket, tariffDay))
    table.push(figures)
  })

  it('is the table of docs/tariffs.md', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'tariffs.md'), 'utf8')
    const rows = ['Total', ...months.map(({ from }) => from.slice(0, 7))].map((label, row) =>
      [label, ...table.map((figures) => ((figures[row] ?? 0) / 100).toFixed(2))].join(' '),
    )
    const told = page.split('\n').map((line) => line.replaceAll(/[|\s]+/g, ' ').trim())
    expect(told).toEqual(expect.arrayContaining(rows))
  })

  it('has no cost under Tempo 6 kVA before it existed, 1 February 2023', async () => {
    await signed('builtin:TEMPO:6', 6)
    const costs = await pricing().costs(HOUSEHOLD_A, 'CONSUMPTION', year)
    const january = { from: toDay('2023-01-01'), to: toDay('2023-02-01') }
    const before = sumCosts([costs], january, today)
    expect([before.total, [...before.reasons], before.pricedWh]).toEqual([null, ['PRICE_UNKNOWN'], 0])
    expect(before.unpricedWh).toBeGreaterThan(800_000)
    const march = sumCosts([costs], { from: toDay('2023-03-01'), to: toDay('2023-04-01') }, today)
    expect(march.isComplete).toBe(true)
  })
})
