import type { Day } from '../core/index.js'
import { seasonOf } from '../tempo/index.js'
import { EJP, ZEN_FLEX } from './tariff-rules.js'

/** Part of the year in which a calendar may name days: first and last, as MM-DD. */
const SEASONS: Readonly<Record<string, readonly [string, string]>> = {
  [EJP]: ['11-01', '03-31'],
  [ZEN_FLEX]: ['10-15', '04-15'],
}

/**
 * Whether a day is in a calendar of days that an offer bills apart. Out of its season: no. In season: what the user told,
 * once a day of that season was told and the day is past; undefined before, for nobody publishes these days to us.
 */
export function isSpecialDay(
  calendar: string,
  day: Day,
  told: ReadonlySet<Day>,
  today: Day,
): boolean | undefined {
  if (told.has(day)) return true
  const season = SEASONS[calendar]
  if (season) {
    const [first, last] = season
    const date = day.slice(5)
    if (date < first && date > last) return false
  }
  if (day >= today) return undefined
  const { from, to } = seasonOf(day)
  return [...told].some((one) => one >= from && one < to) ? false : undefined
}
