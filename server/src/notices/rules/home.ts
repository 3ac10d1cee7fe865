import type { Day } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import type { Fact } from '../fact.js'
import { fact } from '../fact.js'
import type { NamedMeter } from '../words.js'
import { about, dayWords, inBoth, numberWords } from '../words.js'

export interface PeakDay {
  readonly day: Day
  readonly powerVa: number
}

/** The newest day whose peak went above the subscribed power; older ones were said in their time. */
export function powerFacts(
  meter: NamedMeter,
  peaks: readonly PeakDay[],
  subscribedKva: number | null,
  { abovePercent }: { readonly abovePercent: number },
): Fact[] {
  if (subscribedKva === null) return []
  const newest = peaks
    .filter(({ powerVa }) => powerVa * 100 > subscribedKva * 1000 * abovePercent)
    .reduce<PeakDay | null>((last, peak) => (last === null || peak.day > last.day ? peak : last), null)
  if (!newest) return []
  const { day, powerVa } = newest
  const text = inBoth((locale) => {
    const kva = numberWords(powerVa / 1000, locale, 1)
    const percent = numberWords((powerVa / subscribedKva / 1000) * 100, locale)
    return about(
      meter,
      locale === 'fr'
        ? `La puissance a atteint ${kva} kVA ${dayWords(day, locale)}, soit ${percent} % des ${subscribedKva} kVA souscrits.`
        : `Power reached ${kva} kVA on ${dayWords(day, locale)}, ${percent}% of the ${subscribedKva} kVA subscribed.`,
      locale,
    )
  })
  const range = { from: day, to: addDays(day, 1) }
  return [fact('POWER', 'WARNING', [meter.pdl, day], text, { pdl: meter.pdl, range })]
}

export interface BaseLoads {
  /** Of the last fortnight; null = not known well enough. */
  readonly nowW: number | null
  /** Of the fortnight before. */
  readonly beforeW: number | null
}

/** The power that never sleeps has grown, both in watts and in proportion. */
export function baseLoadFacts(
  meter: NamedMeter,
  { nowW, beforeW }: BaseLoads,
  { risePercent, riseW }: { readonly risePercent: number; readonly riseW: number },
): Fact[] {
  if (nowW === null || beforeW === null) return []
  const rise = nowW - beforeW
  if (rise < riseW || rise * 100 < beforeW * risePercent) return []
  const text = inBoth((locale) => {
    const [now, before] = [numberWords(nowW, locale), numberWords(beforeW, locale)]
    return about(
      meter,
      locale === 'fr'
        ? `Le talon est passé de ${before} W à ${now} W depuis deux semaines : quelque chose reste peut-être allumé la nuit.`
        : `The base load went from ${before} W to ${now} W over two weeks: something may stay on at night.`,
      locale,
    )
  })
  return [fact('BASE_LOAD', 'INFO', [meter.pdl], text, { pdl: meter.pdl })]
}

export interface InjectedDay {
  readonly day: Day
  readonly energyWh: number
}

const BEFORE_DAYS = 21
/** Enough to say that the panels work: a grey winter day gives more. */
const LEAST_WH = 500

/**
 * A stretch of known days without any injection, where the weeks before had some, and the same days of last year too when they
 * are known. A day that is missing ends the stretch: it is not a zero.
 */
export function injectionFacts(
  meter: NamedMeter,
  days: readonly InjectedDay[],
  lastYear: readonly InjectedDay[],
  { days: least }: { readonly days: number },
): Fact[] {
  const sorted = [...days].sort((a, b) => (a.day < b.day ? -1 : 1))
  const stretch: InjectedDay[] = []
  for (const day of sorted.toReversed()) {
    const next = stretch[0]
    if (day.energyWh > 0 || (next && addDays(day.day, 1) !== next.day)) break
    stretch.unshift(day)
  }
  const [first, last] = [stretch.at(0), stretch.at(-1)]
  if (!first || !last || stretch.length < least) return []
  const before = sorted.filter(({ day }) => day < first.day && day >= addDays(first.day, -BEFORE_DAYS))
  const worked = before.length > 0 && mean(before) >= LEAST_WH
  const isUsual = lastYear.length > 0 && mean(lastYear) < LEAST_WH
  if (!worked || isUsual) return []
  const text = inBoth((locale) =>
    about(
      meter,
      locale === 'fr'
        ? `Aucune injection depuis ${dayWords(first.day, locale)} (${stretch.length} jours). Vérifiez l’onduleur et le disjoncteur des panneaux.`
        : `Nothing was injected since ${dayWords(first.day, locale)} (${stretch.length} days). Check the inverter and the breaker of the panels.`,
      locale,
    ),
  )
  const range = { from: first.day, to: addDays(last.day, 1) }
  return [fact('NO_INJECTION', 'WARNING', [meter.pdl, first.day], text, { pdl: meter.pdl, range })]
}

function mean(days: readonly InjectedDay[]): number {
  return days.reduce((sum, { energyWh }) => sum + energyWh, 0) / days.length
}
