import type { Day, DayRange, Reason, SeriesDataset } from '../../core/index.js'
import { addDays, lengthOf, rangesOf } from '../../core/index.js'
import type { Fact } from '../fact.js'
import { fact } from '../fact.js'
import type { Locale, NamedMeter } from '../words.js'
import { about, capitalised, inBoth, numberWords, rangeWords } from '../words.js'

/** A day of a series that is expected, from its first value on. */
export interface ExpectedDay {
  readonly day: Day
  readonly isHeld: boolean
  /** Why it is not. */
  readonly reason: Reason | null
}

export type GapDataset = Extract<SeriesDataset, `${string}_DAILY` | `${string}_CURVE`>

/** No gap: nothing can come. */
const NEVER: ReadonlySet<Reason> = new Set([
  'BEFORE_START',
  'TOO_OLD',
  'CURVE_NOT_ENABLED',
  'NO_PRODUCTION',
  'USAGE_POINT_INACTIVE',
])

const NAMES: Readonly<Record<GapDataset, Readonly<Record<Locale, string>>>> = {
  CONSUMPTION_DAILY: { fr: 'la consommation quotidienne', en: 'daily consumption' },
  CONSUMPTION_CURVE: { fr: 'la courbe de consommation', en: 'the consumption curve' },
  PRODUCTION_DAILY: { fr: 'l’injection quotidienne', en: 'daily injection' },
  PRODUCTION_CURVE: { fr: 'la courbe d’injection', en: 'the injection curve' },
}

/** Days that have been missing for long, each stretch one fact, which may grow. */
export function gapFacts(
  meter: NamedMeter,
  dataset: GapDataset,
  days: readonly ExpectedDay[],
  today: Day,
  { olderThanDays }: { readonly olderThanDays: number },
): Fact[] {
  const newest = addDays(today, -olderThanDays)
  const missing = days
    .filter(({ day, isHeld, reason }) => !isHeld && day < newest && (reason === null || !NEVER.has(reason)))
    .map(({ day }) => day)
  return rangesOf(missing).map((range) => {
    const text = inBoth((locale) => about(meter, capitalised(sentence(dataset, range, locale)), locale))
    const level = lengthOf(range) > olderThanDays ? 'WARNING' : 'INFO'
    return fact('GAP', level, [meter.pdl, dataset], text, { pdl: meter.pdl, range })
  })
}

/** What is missing of the curve on a day that misses its total too is said once. */
export function withoutRepeats(totals: readonly Fact[], curves: readonly Fact[]): Fact[] {
  const isInside = ({ from, to }: DayRange) =>
    totals.some(({ range }) => range !== null && range.from <= from && to <= range.to)
  return [...totals, ...curves.filter(({ range }) => range === null || !isInside(range))]
}

function sentence(dataset: GapDataset, range: DayRange, locale: Locale): string {
  const days = lengthOf(range)
  const count = numberWords(days, locale)
  const when = rangeWords(range, locale)
  const what = NAMES[dataset][locale]
  if (locale === 'fr')
    return days === 1
      ? `${what} manque ${when}. Ce jour est redemandé de lui-même ; le calendrier de qualité permet de le demander tout de suite.`
      : `${what} manque ${when} (${count} jours). Ces jours sont redemandés d’eux-mêmes ; le calendrier de qualité permet de les demander tout de suite.`
  return days === 1
    ? `${what} is missing ${when}. That day is asked again by itself; the quality calendar asks it at once.`
    : `${what} is missing ${when} (${count} days). They are asked again by themselves; the quality calendar asks them at once.`
}
