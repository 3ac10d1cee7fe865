import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { addDays, daysOf, endOf, startOf, toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { importsOf } from '../imports/house.js'

const PDL = '01226049119991'
const RANGE = { from: toDay('2025-10-24'), to: toDay('2026-04-02') }
const AUTUMN = toDay('2025-10-26')
const SPRING = toDay('2026-03-29')
/** A day without curve: its total alone is known. */
const SILENT = toDay('2025-12-25')
const HALF_HOUR = 30 * 60_000

const powerAt = (startAt: number) => 100 + ((startAt / HALF_HOUR) % 97) * 10
const slots = daysOf(RANGE)
  .filter((day) => day !== SILENT)
  .flatMap((day) =>
    Array.from(
      { length: (endOf(day) - startOf(day)) / HALF_HOUR },
      (_, slot) => startOf(day) + slot * HALF_HOUR,
    ),
  )
const energyOn = (day: string) =>
  slots
    .filter((startAt) => startAt >= startOf(toDay(day)) && startAt < endOf(toDay(day)))
    .reduce((sum, startAt) => sum + powerAt(startAt) / 2, 0)

let house: House

beforeAll(async () => {
  house = await openHouse({ now: '2026-04-02T12:00:00+02:00', simulator: { households: [] } })
  await house.sql(
    `insert into usage_point (pdl, contract) values (?, '{"subscribedPowerKva": 6, "pricingOption": "BASE"}')`,
    [PDL],
  )
  await house.sql(
    `insert into consumption_load_curve (usage_point_id, start_at, interval_minutes, power_w)
     select ?, to_timestamp(at), 30, w from unnest(?::float8[], ?::int[]) as slot(at, w)`,
    [PDL, `{${slots.map((at) => at / 1000).join(',')}}`, `{${slots.map(powerAt).join(',')}}`],
  )
  const days = daysOf(RANGE)
  const totals = days.map((day) => (day === SILENT ? 4321 : Math.round(energyOn(day))))
  await house.sql(
    `insert into consumption_daily (usage_point_id, date, value_wh, quality)
     select ?, day, wh, 'measured' from unnest(?::date[], ?::int[]) as total(day, wh)`,
    [PDL, `{${days.join(',')}}`, `{${totals.join(',')}}`],
  )
})
afterAll(() => house.close())

async function get(words: Record<string, string>): Promise<Response> {
  return fetch(`${house.origin}/api/downloads?${new URLSearchParams(words)}`)
}
const text = async (words: Record<string, string>) => (await get(words)).text()
const lines = (file: string) =>
  file
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')

describe('a curve', () => {
  it('comes as it was measured, by the clock of Paris', async () => {
    const answer = await get({ dataset: 'CONSUMPTION_CURVE', pdl: PDL })
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="linky_${PDL}_consumption-curve_2025-10-24_2026-04-02.csv"`,
    )
    const [header, ...rows] = lines(await answer.text())
    expect(header).toBe('pdl,direction,start,minutes,power_w')
    expect(rows).toHaveLength(slots.length)
    const on = (day: string) => rows.filter((row) => row.includes(`,${day}T`))
    expect(on(AUTUMN)).toHaveLength(50)
    expect(
      on(AUTUMN)
        .slice(4, 8)
        .map((row) => row.split(',')[2]),
    ).toEqual([
      '2025-10-26T02:00:00+02:00',
      '2025-10-26T02:30:00+02:00',
      '2025-10-26T02:00:00+01:00',
      '2025-10-26T02:30:00+01:00',
    ])
    expect(on(SPRING)).toHaveLength(46)
    expect(on(SPRING)[4]).toContain('2026-03-29T03:00:00+02:00')
    expect(on(SILENT)).toEqual([])
    expect(rows.map((row) => Number(row.split(',')[4]))).toEqual(slots.map(powerAt))
  })

  it.each([
    ['CSV', {}],
    ['CSV, French', { dialect: 'FRENCH' }],
    ['CSV with cost and origin', { withCost: 'true', withOrigin: 'true' }],
    ['XLSX', { format: 'XLSX' }],
    ['the layout of Enedis', { format: 'ENEDIS_CSV' }],
  ])('is read back identical: %s', async (_, words) => {
    const answer = await get({ dataset: 'CONSUMPTION_CURVE', pdl: PDL, ...words })
    const imports = importsOf(house)
    const file = await imports.send(Buffer.from(await answer.arrayBuffer()), 'curve')
    expect(file.problem).toBeNull()
    const { contents } = await imports.preview(file.id, PDL)
    expect(contents.map(({ dataset, valueCounts }) => ({ dataset, valueCounts }))).toEqual([
      {
        dataset: 'CONSUMPTION_CURVE',
        valueCounts: { new: 0, differing: 0, same: slots.length, conflicting: 0 },
      },
    ])
  })

  it('is typed in Parquet, and an array in JSON', async () => {
    const file = await (
      await get({ dataset: 'CONSUMPTION_CURVE', pdl: PDL, format: 'PARQUET' })
    ).arrayBuffer()
    const rows = await parquetReadObjects({ file })
    expect(rows).toHaveLength(slots.length)
    expect(rows.at(-1)).toEqual({
      pdl: PDL,
      direction: 'CONSUMPTION',
      start: new Date(slots.at(-1) ?? 0),
      minutes: 30,
      power_w: powerAt(slots.at(-1) ?? 0),
    })
    const objects = JSON.parse(
      await text({ dataset: 'CONSUMPTION_CURVE', pdl: PDL, format: 'JSON' }),
    ) as unknown[]
    expect(objects).toHaveLength(slots.length)
    expect(objects[0]).toEqual({
      pdl: PDL,
      direction: 'CONSUMPTION',
      start: '2025-10-24T00:00:00+02:00',
      minutes: 30,
      power_w: powerAt(slots[0] ?? 0),
    })
  })
})

describe('daily energy', () => {
  it('adds up by month, and says of how many days', async () => {
    const [header, ...rows] = lines(
      await text({ dataset: 'CONSUMPTION_DAILY', granularity: 'MONTH', dialect: 'FRENCH' }),
    )
    expect(header).toBe('pdl;direction;from;to;energy_wh;known_days;days')
    const december = daysOf({ from: toDay('2025-12-01'), to: toDay('2026-01-01') })
      .map((day) => (day === SILENT ? 4321 : Math.round(energyOn(day))))
      .reduce((sum, wh) => sum + wh)
    expect(rows).toHaveLength(7)
    expect(rows[2]).toBe(`${PDL};CONSUMPTION;2025-12-01;2026-01-01;${december};31;31`)
  })

  it('costs what the pages say, and tells its origin', async () => {
    const objects = JSON.parse(
      await text({
        dataset: 'CONSUMPTION_DAILY',
        pdl: PDL,
        granularity: 'MONTH',
        format: 'JSON',
        withCost: 'true',
        withOrigin: 'true',
      }),
    ) as {
      from: string
      total_eur: number
      energy_eur: number
      base_wh: number
      energy_wh: number
      origin: string
    }[]
    const { consumption } = await house.ask<{
      consumption: { points: { from: string; cost: { totalEur: number; energyEur: number } }[] }
    }>(
      `query ($pdl: ID!, $from: Date!, $to: Date!) {
        consumption(pdl: $pdl, from: $from, to: $to, granularity: MONTH) { points { from cost { totalEur energyEur } } } }`,
      { pdl: PDL, ...RANGE },
    )
    expect(objects.map(({ from, total_eur, energy_eur }) => [from, total_eur, energy_eur])).toEqual(
      consumption.points.map(({ from, cost }) => [from, cost.totalEur, cost.energyEur]),
    )
    expect(objects.every(({ base_wh, energy_wh }) => base_wh === energy_wh)).toBe(true)
    expect(new Set(objects.map(({ origin }) => origin))).toEqual(new Set(['GATEWAY']))
  })

  it('follows the day when its range moves', async () => {
    const rows = lines(await text({ dataset: 'CONSUMPTION_DAILY', pdl: PDL, period: 'YESTERDAY' }))
    expect(rows[1]).toMatch(new RegExp(`^${PDL},CONSUMPTION,${addDays(RANGE.to, -1)},\\d+$`))
    expect(rows).toHaveLength(2)
  })
})

describe('a link', () => {
  const LINK = 'query ($input: DownloadInput!) { downloadUrl(input: $input) }'

  it('is a path that holds all it needs', async () => {
    const { downloadUrl } = await house.ask<{ downloadUrl: string }>(LINK, {
      input: { dataset: 'CONSUMPTION_DAILY', period: 'LAST_MONTH', format: 'XLSX' },
    })
    expect(downloadUrl).toBe('/api/downloads?dataset=CONSUMPTION_DAILY&period=LAST_MONTH&format=XLSX')
    expect((await fetch(house.origin + downloadUrl)).status).toBe(200)
  })

  it.each([
    [{}, 400, 'dataset is missing'],
    [{ dataset: 'CONSUMPTION_CURVE', pdl: '12' }, 400, 'pdl has 14 digits'],
    [{ dataset: 'CONSUMPTION_CURVE', pdl: '99999999999999' }, 404, 'No meter 99999999999999'],
    [{ dataset: 'CONSUMPTION_DAILY', from: 'yesterday' }, 400, 'from is a day'],
    [{ dataset: 'CONSUMPTION_DAILY', from: '2026-02-02', to: '2026-02-01' }, 400, 'half-open'],
    [{ dataset: 'TEMPO', format: 'ENEDIS_CSV' }, 400, 'holds a load curve'],
    [{ dataset: 'TEMPO', withCost: 'true' }, 400, 'withCost is for'],
    [{ dataset: 'CONSUMPTION_CURVE', granularity: 'MONTH' }, 400, 'granularity is for daily energy'],
  ])('that asks for nothing sensible is refused in a sentence: %o', async (words, status, sentence) => {
    const answer = await get(words)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(await answer.json())).toContain(sentence)
  })

  it('gives a table without rows for what is not held', async () => {
    expect(await text({ dataset: 'MAX_POWER' })).toBe('pdl,date,reached_at,power_va\r\n')
    expect(await text({ dataset: 'PRODUCTION_DAILY', format: 'JSON' })).toBe('[]\n')
  })
})
