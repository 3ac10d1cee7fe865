/** "0,1612", "0.1612", "1 234,5" → a number; null when it is not one. */
export function parseDecimal(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** A number as a field shows it: no grouping, the decimal mark of the language. */
export function decimalText(value: number | null, locale: string): string {
  if (value === null) return ''
  return locale === 'fr' ? String(value).replace('.', ',') : String(value)
}
