import { describe, expect, it } from 'vitest'
import { decimalText, parseDecimal } from './parse'

describe('a number typed by hand', () => {
  it('takes a comma or a point, and spaces between thousands', () => {
    expect(parseDecimal('0,1612')).toBe(0.1612)
    expect(parseDecimal(' 1\u202f234.5 ')).toBe(1234.5)
    expect(parseDecimal('12')).toBe(12)
    expect(parseDecimal(',5')).toBe(0.5)
    expect(parseDecimal('-3')).toBe(-3)
  })

  it('is refused, never guessed, when it is not one', () => {
    for (const text of ['', '0,16 €', '1,2,3', 'abc', '-', '.']) expect(parseDecimal(text)).toBeNull()
  })

  it('is written back as it is typed', () => {
    expect(decimalText(0.1612, 'fr')).toBe('0,1612')
    expect(decimalText(0.1612, 'en')).toBe('0.1612')
    expect(decimalText(null, 'fr')).toBe('')
  })
})
