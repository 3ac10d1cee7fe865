import { MINUS, NBSP, type Locale } from './locale'
import { formatNumber, type Figure } from './number'

/** "+1 234,50" when signed; the sign of zero is none. */
function signedNumber(value: number, locale: Locale, decimals: number, signed: boolean): string {
  const text = formatNumber(value, locale, decimals)
  return signed && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** € → figure with cents; from 10,000 € cents say nothing more. */
export function moneyFigure(eur: number, locale: Locale, { signed = false } = {}): Figure {
  const decimals = Math.abs(eur) < 9999.995 ? 2 : 0
  return { value: signedNumber(eur, locale, decimals, signed), unit: '€' }
}

/** "12,34 €"; English writes "€12.34". */
export function formatMoney(eur: number, locale: Locale, options?: { signed?: boolean }): string {
  const { value } = moneyFigure(eur, locale, options)
  if (locale === 'fr') return `${value}${NBSP}€`
  const sign = value.startsWith(MINUS) || value.startsWith('+') ? value.charAt(0) : ''
  return `${sign}€${value.slice(sign.length)}`
}

/** A price: four decimals, "0,1612 €/kWh". */
export function formatPrice(eurPerKwh: number, locale: Locale): string {
  return `${formatNumber(eurPerKwh, locale, 4)}${NBSP}€/kWh`
}
