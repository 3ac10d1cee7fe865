import type { CurveCoverageQuery } from '../../graphql/generated/graphql'

type Day = CurveCoverageQuery['coverage'][number]
export type WeekState = 'held' | 'partial' | 'to-come' | 'none'

/** Days → weeks of seven, counted back from the newest; oldest first. Days outside the meter's life are left out. */
export function weeksOf(days: readonly Day[]): WeekState[] {
  const inside = days.filter(({ state }) => state !== 'OUTSIDE')
  const weeks: WeekState[] = []
  for (let end = inside.length; end > 0; end -= 7) {
    const week = inside.slice(Math.max(0, end - 7), end)
    const held = week.filter(({ state }) => state === 'HELD' || state === 'PARTIAL').length
    const wanted = week.filter(({ state }) => state === 'WANTED').length
    if (held === 0) weeks.unshift(wanted > 0 ? 'to-come' : 'none')
    else weeks.unshift(wanted > 0 ? 'partial' : 'held')
  }
  return weeks
}

/** Where the import is: the newest week still to come. */
export function currentWeek(weeks: readonly WeekState[]): number {
  return Math.max(weeks.lastIndexOf('to-come'), weeks.lastIndexOf('partial'))
}
