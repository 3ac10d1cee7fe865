import { expect, it } from 'vitest'
import { countTense, pastDays } from './history'
import { levelName, tenseSpans } from './levels'

const calm = Array<number>(24).fill(1)

it('shows each day, its worst hour, and a hole as a hole', () => {
  const days = pastDays(
    [{ date: '2026-03-09', level: 1, hours: calm.with(8, 3) }],
    '2026-03-08',
    '2026-03-11',
  )
  expect(days.map(({ day, worst, week, weekday }) => [day, worst, week, weekday])).toEqual([
    ['2026-03-08', null, 0, 7],
    ['2026-03-09', 3, 1, 1],
    ['2026-03-10', null, 1, 2],
  ])
  expect(countTense(days)).toEqual({ known: 1, tense: 1 })
})

it('does not take an hour that was not served for a calm one', () => {
  const [day] = pastDays([{ date: '2026-03-09', level: 1, hours: [null, 0] }], '2026-03-09', '2026-03-10')
  expect(day?.hours.slice(0, 3)).toEqual([null, 0, null])
  expect(day?.worst).toBe(0)
})

it('joins the tense hours that follow each other', () => {
  expect(tenseSpans(calm.with(8, 2).with(9, 3).with(23, 2))).toEqual([
    { from: 8, to: 10 },
    { from: 23, to: 24 },
  ])
  expect(tenseSpans([null, ...calm.slice(1)])).toEqual([])
})

it('names every level, the unknown one too', () => {
  expect([0, 1, 2, 3, null].map(levelName)).toEqual(['low', 'normal', 'tense', 'veryTense', 'unknown'])
})
