import type { Messages } from '../fr'

export const morning: Messages['morning'] = {
  least: 'at least',
  week: 'Week',
  year: 'Year {year}',
  begins: 'It begins today.',
  onYear: 'over a year',
  noChange: 'Partial data, no trend',
  landing: {
    title: '{month}, projected',
    plain: 'Projected month',
    end: 'on {day}',
    none: 'The projection comes after a few days of readings.',
    range: 'Between {low} and {high}',
    budget: 'budget {money}',
  },
}
