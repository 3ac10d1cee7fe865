import type { Ref } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Locale } from '../format/locale'
import { fr } from './fr'
import { frenchSpaces } from './typography'

const KEY = 'linky-language'
let current: Locale = 'fr'

/** French counts 0 as singular: "0 jour", "1 jour", "2 jours"; three choices are none, one, several. */
function frenchPlural(count: number, choices: number): number {
  if (choices === 3) return Math.min(2, Math.abs(count))
  return choices < 2 || Math.abs(count) < 2 ? 0 : 1
}

export const i18n = createI18n({
  legacy: false,
  locale: 'fr',
  fallbackLocale: 'fr',
  messages: { fr },
  pluralRules: { fr: frenchPlural },
  postTranslation: (text) => (typeof text === 'string' && current === 'fr' ? frenchSpaces(text) : text),
})

/** Changes language now and for the next visits; English is fetched only when asked. */
export async function setLanguage(locale: Locale): Promise<void> {
  if (locale === 'en') {
    const { en } = await import('./en')
    i18n.global.setLocaleMessage('en', en)
  }
  current = locale
  ;(i18n.global.locale as Ref<Locale>).value = locale
  document.documentElement.lang = locale
  localStorage.setItem(KEY, locale)
}

export function storedLanguage(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'fr'
}
