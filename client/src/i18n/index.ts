import type { Ref } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Locale } from '../format/locale'
import { frenchSpaces } from './typography'

const KEY = 'linky-language'
let current: Locale = 'fr'
/** A language is fetched when it is spoken, and only then. */
const languages = {
  fr: async () => (await import('./fr')).fr,
  en: async () => (await import('./en')).en,
}

/** Words of pages that are seldom the first. */
const apart = {
  fr: async () => (await import('./fr/apart')).apart,
  en: async () => (await import('./en/apart')).apart,
}
let isApartSpoken = false

/** French counts 0 as singular: "0 jour", "1 jour", "2 jours"; three choices are none, one, several. */
function frenchPlural(count: number, choices: number): number {
  if (choices === 3) return Math.min(2, Math.abs(count))
  return choices < 2 || Math.abs(count) < 2 ? 0 : 1
}

export const i18n = createI18n({
  legacy: false,
  locale: 'fr',
  pluralRules: { fr: frenchPlural },
  postTranslation: (text) => (typeof text === 'string' && current === 'fr' ? frenchSpaces(text) : text),
})

/** Changes language now and for the next visits. */
export async function setLanguage(locale: Locale): Promise<void> {
  i18n.global.setLocaleMessage(locale, await languages[locale]())
  if (isApartSpoken) i18n.global.mergeLocaleMessage(locale, await apart[locale]())
  current = locale
  ;(i18n.global.locale as Ref<Locale>).value = locale
  document.documentElement.lang = locale
  localStorage.setItem(KEY, locale)
}

/** Fetches the words that come with the page, in the language of the moment. */
export async function speakApart(): Promise<void> {
  isApartSpoken = true
  i18n.global.mergeLocaleMessage(current, await apart[current]())
}

export function storedLanguage(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'fr'
}
