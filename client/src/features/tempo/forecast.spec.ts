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
it('puts what is published first, then what counting forces, then the likeliest', () => {
  const days = forecastDays(
    [aForecast('2026-03-13', 0.2), aForecast('2026-03-15', 0.4), aForecast('2026-03-16', 0.7)],
    new Map([
      ['2026-03-13', ['WHITE']],
      ['2026-03-15', ['BLUE']],
      ['2026-03-16', ['BLUE', 'WHITE', 'RED']],
    ]),
  )
  expect(days.map(({ color, ratio, certain }) => [color, ratio, certain])).toEqual([
    ['WHITE', 1, true],
    ['BLUE', 1, true],
    ['RED', 0.7, false],
  ])
})

it('says when only the days left speak', () => {
  const [day] = forecastDays([aForecast('2026-03-13', 0.7, 'quota')], new Map())
  expect(day).toMatchObject({ certain: false, mereCount: true })
})
