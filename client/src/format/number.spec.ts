import { describe, expect, it } from 'vitest'
import { apparentPowerFigure, byteFigure, energyFigure, formatNumber, formatPercent, joined } from './number'

describe('numbers', () => {
  it('separates French thousands by a narrow no-break space', () => {
    expect(formatNumber(31084, 'fr')).toBe('31\u202f084')
    expect(formatNumber(31084, 'en')).toBe('31,084')
  })

  it('writes a true minus', () => {
    expect(formatNumber(-12.34, 'fr', 1)).toBe('\u221212,3')
  })

  it('never writes minus zero', () => {
    expect(formatNumber(-0.04, 'fr', 1)).toBe('0,0')
  })

  it('gives one decimal to kWh, none from a thousand', () => {
    expect(joined(energyFigure(27_640, 'fr'))).toBe('27,6\u00a0kWh')
    expect(energyFigure(999_940, 'fr').value).toBe('999,9')
    expect(energyFigure(999_960, 'fr').value).toBe('1\u202f000')
    expect(energyFigure(2_776_400, 'fr').value).toBe('2\u202f776')
    expect(energyFigure(0, 'fr').value).toBe('0,0')
  })

  it('gives one decimal to kVA', () => {
    expect(joined(apparentPowerFigure(6210, 'fr'))).toBe('6,2\u00a0kVA')
  })

  it('signs an evolution', () => {
    expect(formatPercent(-0.365, 'fr', { signed: true })).toBe('\u221236,5\u00a0%')
    expect(formatPercent(0.1, 'fr', { signed: true })).toBe('+10,0\u00a0%')
    expect(formatPercent(0.0001, 'fr', { signed: true })).toBe('0,0\u00a0%')
    expect(formatPercent(0.1, 'en')).toBe('10.0%')
  })

  it('writes sizes in the words of the language', () => {
    expect(joined(byteFigure(48_200_000, 'fr'))).toBe('48\u00a0Mo')
    expect(joined(byteFigure(1_240_000_000, 'en'))).toBe('1.2\u00a0GB')
  })
})
