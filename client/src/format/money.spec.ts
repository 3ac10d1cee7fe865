import { describe, expect, it } from 'vitest'
import { formatMoney, formatPrice, moneyFigure } from './money'

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')

describe('money', () => {
  it('has cents, until they say nothing more', () => {
    expect(plain(formatMoney(1234.5, 'fr'))).toBe('1 234,50 €')
    expect(plain(formatMoney(12_345.6, 'fr'))).toBe('12 346 €')
    expect(moneyFigure(0.005, 'fr')).toEqual({ value: '0,01', unit: '€' })
  })

  it('takes a true minus, and a plus when a difference is told', () => {
    expect(plain(formatMoney(-3.2, 'fr'))).toBe('−3,20 €')
    expect(plain(formatMoney(3.2, 'fr', { signed: true }))).toBe('+3,20 €')
    expect(plain(formatMoney(0.001, 'fr', { signed: true }))).toBe('0,00 €')
    expect(plain(formatMoney(-0.001, 'fr', { signed: true }))).toBe('0,00 €')
  })

  it('puts the euro before the figure in English', () => {
    expect(formatMoney(-1234.5, 'en')).toBe('−€1,234.50')
    expect(formatMoney(2, 'en', { signed: true })).toBe('+€2.00')
  })

  it('writes a price with four decimals', () => {
    expect(plain(formatPrice(0.1612, 'fr'))).toBe('0,1612 €/kWh')
  })
})
