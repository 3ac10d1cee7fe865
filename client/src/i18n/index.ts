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
  current = locale
  ;(i18n.global.locale as Ref<Locale>).value = locale
  document.documentElement.lang = locale
  localStorage.setItem(KEY, locale)
}

export function storedLanguage(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'fr'
}
