import type { Day, DayRange, Text } from '../core/index.js'
import { addDays } from '../core/index.js'

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const
export type Locale = keyof typeof LOCALES

/** A sentence in both languages. */
export function inBoth(say: (locale: Locale) => string): Text {
  return { fr: say('fr'), en: say('en') }
}

/** `mercredi 25 novembre`. */
export function dayWords(day: Day, locale: Locale): string {
  return written(day, locale, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
}

/** `25 novembre 2026`. */
export function dateWords(day: Day, locale: Locale): string {
  return written(day, locale, { dateStyle: 'long' })
}

/** `novembre 2026`, of any of its days. */
export function monthWords(day: Day, locale: Locale): string {
  return written(day, locale, { month: 'long', year: 'numeric' })
}

/** In French the first of a month is an ordinal. */
function written(day: Day, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(LOCALES[locale], { ...options, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  return locale === 'fr' ? text.replace(/\b1 /, '1er ') : text
}

/** `le 3 novembre 2026`, or `du 3 novembre 2026 au 5 novembre 2026`: the last day is inside. */
export function rangeWords({ from, to }: DayRange, locale: Locale): string {
  const last = addDays(to, -1)
  if (from === last)
    return locale === 'fr' ? `le ${dateWords(from, locale)}` : `on ${dateWords(from, locale)}`
  return locale === 'fr'
    ? `du ${dateWords(from, locale)} au ${dateWords(last, locale)}`
    : `from ${dateWords(from, locale)} to ${dateWords(last, locale)}`
}

export function numberWords(value: number, locale: Locale, digits = 0): string {
  return new Intl.NumberFormat(LOCALES[locale], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
}

export function euroWords(eur: number, locale: Locale): string {
  return new Intl.NumberFormat(LOCALES[locale], { style: 'currency', currency: 'EUR' }).format(eur)
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A meter as notices name it. */
export interface NamedMeter {
  readonly pdl: string
  /** null = there is only one: it goes without saying. */
  readonly label: string | null
}

/** `Maison : …`, when there are several meters. */
export function about({ label }: NamedMeter, sentence: string, locale: Locale): string {
  if (label === null) return sentence
  return locale === 'fr' ? `${label} : ${sentence}` : `${label}: ${sentence}`
}
