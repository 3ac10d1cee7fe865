import type { Day } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import type { Fact } from '../fact.js'
import { fact } from '../fact.js'
import type { NamedMeter } from '../words.js'
import { about, dateWords, euroWords, inBoth, monthWords, numberWords } from '../words.js'

export interface MonthSpending {
  /** First day of the month. */
  readonly month: Day
  /** Of the days known so far; null = not known. */
  readonly spentEur: number | null
  readonly budgetEur: number | null
}

/** The month's target, neared or passed: each once. */
export function budgetFacts(
  meter: NamedMeter,
  { month, spentEur, budgetEur }: MonthSpending,
  { usedPercent }: { readonly usedPercent: number },
): Fact[] {
  if (spentEur === null || budgetEur === null || budgetEur <= 0) return []
  const isPassed = spentEur >= budgetEur
  if (!isPassed && spentEur * 100 < budgetEur * usedPercent) return []
  const text = inBoth((locale) => {
    const [spent, budget] = [euroWords(spentEur, locale), euroWords(budgetEur, locale)]
    const percent = numberWords((spentEur / budgetEur) * 100, locale)
    const name = monthWords(month, locale)
    const said =
      locale === 'fr'
        ? isPassed
          ? `Le budget de ${name} est dépassé : ${spent} pour ${budget}.`
          : `${percent} % du budget de ${name} sont dépensés : ${spent} sur ${budget}.`
        : isPassed
          ? `The budget of ${name} is exceeded: ${spent} for ${budget}.`
          : `${percent}% of the budget of ${name} is spent: ${spent} of ${budget}.`
    return about(meter, said, locale)
  })
  const level = isPassed ? 'WARNING' : 'INFO'
  return [
    fact('BUDGET', level, [meter.pdl, month.slice(0, 7), isPassed ? 'passed' : 'near'], text, {
      pdl: meter.pdl,
    }),
  ]
}

/** Prices of one version of the offer in use. */
export interface OfferPrices {
  readonly from: Day | null
  /** Day after the last; null = still. */
  readonly to: Day | null
}

export interface OfferInUse {
  readonly id: string
  readonly name: string
  /** Day from which the meter is under it. */
  readonly since: Day
  /** Day after the last of the contract; null = still. */
  readonly until: Day | null
  readonly versions: readonly OfferPrices[]
}

/** Prices that ended, or end soon, with none to follow. Prices that were never known are no news. */
export function priceFacts(
  meter: NamedMeter,
  { id, name, until, versions }: OfferInUse,
  today: Day,
  { beforeDays }: { readonly beforeDays: number },
): Fact[] {
  const isPriced = (day: Day) =>
    versions.some(({ from, to }) => (from === null || from <= day) && (to === null || day < to))
  const ends = versions
    .flatMap(({ to }) => to ?? [])
    .filter((end) => !isPriced(end) && (until === null || end < until))
    .sort()
  const end = ends.findLast((day) => day <= addDays(today, beforeDays))
  if (end === undefined || (end <= today && isPriced(today))) return []
  const isOver = end <= today
  const text = inBoth((locale) => {
    const date = dateWords(end, locale)
    const said =
      locale === 'fr'
        ? isOver
          ? `Les prix de l’offre ${name} ne sont plus connus depuis le ${date} : les coûts attendent. Donnez-en d’autres, ou choisissez votre offre du moment.`
          : `Les prix connus de l’offre ${name} s’arrêtent le ${date}. Sans la suite, les coûts attendront.`
        : isOver
          ? `The prices of the offer ${name} are not known since ${date}: costs are waiting. Give others, or choose your present offer.`
          : `The known prices of the offer ${name} end on ${date}. Without others, costs will wait.`
    return about(meter, said, locale)
  })
  return [
    fact('PRICE_EXPIRED', 'WARNING', [meter.pdl, id, end], text, { pdl: meter.pdl, reason: 'PRICE_UNKNOWN' }),
  ]
}

const AHEAD_DAYS = 60

/** New prices of the offer in use, published while it was in use. */
export function offerFacts(
  meter: NamedMeter,
  { id, name, since, versions }: OfferInUse,
  today: Day,
  { withinDays }: { readonly withinDays: number },
): Fact[] {
  const starts = versions
    .flatMap(({ from }) => from ?? [])
    .filter(
      (from) => from > since && from > addDays(today, -withinDays) && from <= addDays(today, AHEAD_DAYS),
    )
  return starts.map((from) => {
    const text = inBoth((locale) => {
      const date = dateWords(from, locale)
      return about(
        meter,
        locale === 'fr'
          ? `L’offre ${name} a de nouveaux prix au ${date}. Les coûts en tiennent compte.`
          : `The offer ${name} has new prices from ${date}. Costs take them into account.`,
        locale,
      )
    })
    return fact('OFFER_UPDATED', 'INFO', [meter.pdl, id, from], text, { pdl: meter.pdl })
  })
}
