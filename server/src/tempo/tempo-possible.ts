import type { Day, DayRange, TempoColor } from '../core/index.js'
import { addDays, daysOf, latest } from '../core/index.js'
import type { ColorCount } from './tempo-day.js'
import { mayBe } from './tempo-day.js'

const COLORS = ['BLUE', 'WHITE', 'RED'] as const

/**
 * Days after a day that may still take a colour, oldest first; none once its days are spent. Five red days in a row are the
 * most by themselves: the sixth would be a Saturday.
 */
export function eligibleDays(
  season: DayRange,
  { color, left }: Pick<ColorCount, 'color' | 'left'>,
  published: ReadonlyMap<Day, TempoColor>,
  after: Day,
): Day[] {
  if (left <= 0) return []
  return daysOf({ from: latest(season.from, addDays(after, 1)), to: season.to }).filter(
    (day) => !published.has(day) && mayBe(color, day),
  )
}

/**
 * Colours that a day without a published one may take, by the rules and the days left; one = certain, by counting alone. The
 * last red days left are certain when they are as many as the days that may still be red.
 * @param counts those of the season of the day.
 */
export function possibleColors(day: Day, counts: readonly ColorCount[]): TempoColor[] {
  const of = (color: TempoColor) => counts.find((count) => count.color === color)
  const left = (color: TempoColor) => of(color)?.left ?? 0
  const free = COLORS.filter((color) => mayBe(color, day) && (color === 'BLUE' || left(color) > 0))
  if (!isWhole(counts) || !free.includes('RED')) return free
  return left('RED') === of('RED')?.eligible ? ['RED'] : free
}

/** No day of the past is unknown: counting is then worth something. Any day to come may be blue. */
function isWhole(counts: readonly ColorCount[]): boolean {
  const sum = (of: (count: ColorCount) => number) => counts.reduce((total, count) => total + of(count), 0)
  const toCome = counts.find(({ color }) => color === 'BLUE')?.eligible ?? 0
  return sum(({ used }) => used) + toCome === sum(({ quota }) => quota)
}
