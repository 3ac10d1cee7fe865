import { expect, it } from 'vitest'
import { forecastDays } from './forecast'

const aForecast = (date: string, red: number, confidence = 'high') => ({
  date,
  blueRatio: 1 - red,
  whiteRatio: 0,
  redRatio: red,
  confidence,
  updatedAt: '2026-03-12T07:00:00+01:00',
})
const season = {
  to: '2026-09-01',
  colors: [
    { color: 'BLUE' as const, used: 148, left: 152, quota: 300, eligible: 172 },
    { color: 'WHITE' as const, used: 35, left: 8, quota: 43, eligible: 147 },
    { color: 'RED' as const, used: 10, left: 12, quota: 22, eligible: 13 },
  ],
}

it('puts what is published first, then what counting forces, then the likeliest', () => {
  const days = forecastDays(
    [aForecast('2026-03-13', 0.2), aForecast('2026-03-15', 0.4), aForecast('2026-03-16', 0.7)],
    new Map([['2026-03-13', 'WHITE']]),
    season,
  )
  expect(days.map(({ color, ratio, certain }) => [color, ratio, certain])).toEqual([
    ['WHITE', 1, true],
    ['BLUE', 1, true],
    ['RED', 0.7, false],
  ])
})

it('says when only the days left speak', () => {
  const [day] = forecastDays([aForecast('2026-03-13', 0.7, 'quota')], new Map(), season)
  expect(day).toMatchObject({ certain: false, mereCount: true })
})

it('counts nothing beyond the season', () => {
  const [day] = forecastDays([aForecast('2026-09-06', 0.1)], new Map(), season)
  expect(day?.certain).toBe(false)
})
