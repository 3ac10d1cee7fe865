const WHOLE = /^\d{1,15}$/
const NUMBER =
  /^([+-]?)(\d{1,15}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4})(?:[.,](\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/
const BLANK = /^(?:|na|n\/a|null|none|-|--|\\n)$/i

/** What a cell of figures says: a number, nothing (no measure, which is never zero), or something that is no number. */
export type Figure = number | 'blank' | 'illegible'

/** Comma or point before the decimals, spaces between thousands. */
export function figureOf(cell: string): Figure {
  if (WHOLE.test(cell)) return Number(cell)
  const text = cell.trim()
  if (BLANK.test(text)) return 'blank'
  const match = NUMBER.exec(text)
  if (!match) return 'illegible'
  const [, sign = '', whole = '', decimals = '', exponent = ''] = match
  return Number(
    `${sign}${whole.replace(/[ \u00a0\u202f]/g, '')}.${decimals || '0'}${exponent === '' ? '' : `e${exponent}`}`,
  )
}

/** Digits after the decimal mark of a legible figure. */
export function decimalsOf(cell: string): number {
  return NUMBER.exec(cell.trim())?.[3]?.length ?? 0
}

export type DecimalMark = 'COMMA' | 'POINT'

export function decimalMarkOf(cell: string): DecimalMark | null {
  const mark = /[.,](?=\d+\s*$)/.exec(cell)?.[0]
  return mark === undefined ? null : mark === ',' ? 'COMMA' : 'POINT'
}
