import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { TempoColor } from '../../src/core/index.js'
import { addDays, daysOf, parseInstant, toDay } from '../../src/core/index.js'
import { isHoliday, weekdayOf } from '../household/french-calendar.js'
import type { Simulator, TempoCalendarDay } from '../index.js'
import { startSimulator } from '../index.js'
import { askEnvelope } from '../spec/ask.js'
import { drawSeason } from './tempo-season.js'

const REAL = resolve(
  import.meta.dirname,
  '../../../../shared/data/tempo/tempo_calendar_2014-09-01_2026-08-23.csv',
)

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ now: parseInstant('2026-11-23T15:30:00+01:00') })
})
afterEach(() => simulator.stop())

async function rows(path: string): Promise<{ date: string; color: TempoColor }[]> {
  return (await askEnvelope(simulator, path)).data as unknown as { date: string; color: TempoColor }[]
}
const dates = async (path: string): Promise<string[]> => (await rows(path)).map(({ date }) => date)
const at = (text: string): void => {
  simulator.clock.set(parseInstant(text))
}

describe('ranges', () => {
  it('leave out the start day and hold the end day', async () => {
    const expected = ['2026-11-21', '2026-11-22', '2026-11-23']
    expect(await dates('/tempo/days?start_date=2026-11-20&end_date=2026-11-23')).toEqual(expected)
    expect(await dates('/tempo?start=2026-11-20&end=2026-11-23')).toEqual(expected)
    expect(await dates('/tempo/days?start_date=2026-11-23&end_date=2026-11-23')).toEqual([])
  })

  it('ignore the names of the other path, and give ten years', async () => {
    const all = await dates('/tempo/days?start=2026-11-20&end=2026-11-23')
    expect([all[0], all.at(-1)]).toEqual(['2016-11-23', '2026-11-24'])
  })

  it('hold seven days for a week', async () => {
    const week = await dates('/tempo/week')
    expect([week[0], week.at(-1), week.length]).toEqual(['2026-11-18', '2026-11-24', 7])
  })
})

describe('today and tomorrow', () => {
  it('tomorrow appears at 10:40', async () => {
    const known = async (): Promise<string | undefined> =>
      (await dates('/tempo/days?start_date=2026-11-20')).at(-1)
    at('2026-11-23T10:39:59+01:00')
    expect(await known()).toBe('2026-11-23')
    at('2026-11-23T10:40:00+01:00')
    expect(await known()).toBe('2026-11-24')
  })

  it.each([
    ['2026-11-24T00:59:00+01:00', '2026-11-23'],
    ['2026-11-24T01:00:00+01:00', '2026-11-24'],
    ['2026-07-02T01:59:00+02:00', '2026-07-01'],
  ])('today at %s is the UTC day %s', async (instant, date) => {
    at(instant)
    expect((await askEnvelope(simulator, '/tempo/today')).data).toMatchObject({ date })
  })
})

describe('forecast', () => {
  const forecast = async (): Promise<Record<string, unknown>> =>
    (await askEnvelope(simulator, '/tempo/forecast')).data as unknown as Record<string, unknown>

  it('starts anew with the season, 1 September uncounted', async () => {
    at('2026-08-31T12:00:00+02:00')
    expect(await forecast()).toMatchObject({
      season: '2025/2026',
      season_stats: { red_used: 22, white_used: 43 },
    })
    at('2026-09-02T12:00:00+02:00')
    expect(await forecast()).toMatchObject({
      season: '2026/2027',
      season_stats: { blue_used: 1, red_used: 0 },
    })
  })

  it('goes below zero when more was drawn than the quotas say', async () => {
    await simulator.stop()
    const winter = daysOf({ from: toDay('2026-11-02'), to: toDay('2026-12-20') })
    const working = winter.filter((day) => weekdayOf(day) < 5).slice(0, 24)
    const tempoCalendar = working.map((date) => ({ date, color: 'RED' as const }))
    simulator = await startSimulator({ now: parseInstant('2027-03-31T12:00:00+02:00'), tempoCalendar })
    expect(await forecast()).toMatchObject({ season_stats: { red_used: 24, red_remaining: -2 } })
  })

  it('is kept four hours', async () => {
    const first = (await forecast()).cached_at
    simulator.clock.advance(4 * 3_600_000 - 1)
    expect((await forecast()).cached_at).toBe(first)
    simulator.clock.advance(1)
    expect((await forecast()).cached_at).not.toBe(first)
  })
})

describe('an invented season', () => {
  it.each([2022, 2023, 2024, 2025, 2026, 2027])('%i is legal', (season) => {
    const colors = drawSeason(season, 20_240_901, new Map())
    const reds = [...colors].filter(([, color]) => color === 'RED').map(([day]) => day)
    const whites = [...colors].filter(([, color]) => color === 'WHITE').map(([day]) => day)
    expect([reds.length, whites.length]).toEqual([22, 43])
    expect(
      reds.filter((day) => weekdayOf(day) > 4 || isHoliday(day) || !/-(11|12|01|02|03)-/.test(day)),
    ).toEqual([])
    expect(whites.filter((day) => weekdayOf(day) === 6)).toEqual([])
    const inARow = reds.filter((day) => [1, 2, 3, 4, 5].every((back) => reds.includes(addDays(day, -back))))
    expect(inARow).toEqual([])
  })
})

describe.skipIf(!existsSync(REAL))('a real calendar', () => {
  const calendar = (): TempoCalendarDay[] =>
    readFileSync(REAL, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, TempoColor])
      .map(([date, color]) => ({ date, color }))

  it('is served as it is, and the season it leaves unfinished keeps its quotas', async () => {
    await simulator.stop()
    const given = calendar()
    simulator = await startSimulator({ now: parseInstant('2026-08-31T15:00:00+02:00'), tempoCalendar: given })
    const served = await rows('/tempo/days?start_date=2025-08-31&end_date=2026-08-31')
    const byDate = new Map(given.map(({ date, color }) => [date, color]))
    expect(served.filter(({ date, color }) => (byDate.get(date) ?? color) !== color)).toEqual([])
    expect(served.filter(({ color }) => color === 'RED')).toHaveLength(22)
    expect(served).toHaveLength(365)
  })
})
