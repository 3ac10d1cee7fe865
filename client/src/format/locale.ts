export type Locale = 'fr' | 'en'

/** British English for English: 24-hour clock, day before month, as on the meter. */
export const intlTag: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' }

/** No-break space: before a unit, a percent sign or a euro. */
export const NBSP = '\u00a0'
/** The true minus: as wide as a digit, unlike the hyphen. */
export const MINUS = '\u2212'
