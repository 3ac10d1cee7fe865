import { intlTag, MINUS, NBSP, type Locale } from './locale'

export interface Figure {
  value: string
  unit: string
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: Locale, decimals: number): Intl.NumberFormat {
  const key = `${locale}${decimals}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(intlTag[locale], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  formatters.set(key, made)
  return made
}

export function formatNumber(value: number, locale: Locale, decimals = 0): string {
  const text = formatter(locale, decimals).format(value)
  return /[1-9]/.test(text) ? text.replace('-', MINUS) : text.replace('-', '')
}

/** Wh → kWh: one decimal, none from 1,000 kWh. */
export function energyFigure(wh: number, locale: Locale): Figure {
  const kwh = wh / 1000
  return { value: formatNumber(kwh, locale, Math.abs(kwh) < 999.95 ? 1 : 0), unit: 'kWh' }
}

/** VA → kVA, one decimal. */
export function apparentPowerFigure(va: number, locale: Locale): Figure {
  return { value: formatNumber(va / 1000, locale, 1), unit: 'kVA' }
}

export function powerFigure(watts: number, locale: Locale): Figure {
  return { value: formatNumber(watts, locale), unit: 'W' }
}

export function joined({ value, unit }: Figure): string {
  return `${value}${NBSP}${unit}`
}

/** 0.127 → "12,7 %"; signed writes "+12,7 %" and "−12,7 %". */
export function formatPercent(ratio: number, locale: Locale, { signed = false, decimals = 1 } = {}): string {
  const text = formatNumber(ratio * 100, locale, decimals)
  const sign = signed && ratio > 0 && /[1-9]/.test(text) ? '+' : ''
  return sign + text + (locale === 'fr' ? NBSP : '') + '%'
}

/** Binary sizes in decimal units, as disks are sold. */
export function byteFigure(bytes: number, locale: Locale): Figure {
  const mega = bytes / 1e6
  if (mega < 1000)
    return { value: formatNumber(mega, locale, mega < 10 ? 1 : 0), unit: locale === 'fr' ? 'Mo' : 'MB' }
  return { value: formatNumber(mega / 1000, locale, 1), unit: locale === 'fr' ? 'Go' : 'GB' }
}
