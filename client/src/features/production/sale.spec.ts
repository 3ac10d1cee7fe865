import { describe, expect, it } from 'vitest'
import { saleNow, withSale, type SalePeriod } from './sale'

const period = (from: string, to: string | null, eurPerKwh: number): SalePeriod => ({
  from,
  to,
  saleMode: 'SURPLUS',
  versions: [{ from: null, to: null, prices: [{ bucket: 'BASE', eurPerKwh }] }],
})

describe('a sale contract', () => {
  it('is the one in force today', () => {
    const periods = [period('2023-01-01', '2025-01-01', 0.1), period('2025-01-01', null, 0.13)]
    expect(saleNow(periods, '2026-03-12')?.eurPerKwh).toBe(0.13)
    expect(saleNow(periods, '2024-12-31')?.eurPerKwh).toBe(0.1)
    expect(saleNow(periods, '2022-01-01')).toBeNull()
  })

  it('follows what was sold before, and replaces what comes after', () => {
    const periods = [period('2023-01-01', '2025-01-01', 0.1), period('2025-01-01', null, 0.13)]
    const kept = withSale(periods, { mode: 'TOTAL', price: '0,04', from: '2025-09-01' })
    expect(kept?.map(({ from, to, saleMode }) => [from, to, saleMode])).toEqual([
      ['2023-01-01', '2025-01-01', 'SURPLUS'],
      ['2025-01-01', '2025-09-01', 'SURPLUS'],
      ['2025-09-01', undefined, 'TOTAL'],
    ])
    expect(kept?.at(-1)?.versions).toEqual([{ prices: [{ bucket: 'BASE', eurPerKwh: 0.04 }] }])
  })

  it('needs a price unless nothing is sold', () => {
    expect(withSale([], { mode: 'SURPLUS', price: '', from: '2025-01-01' })).toBeNull()
    expect(withSale([], { mode: 'SURPLUS', price: '13', from: '2025-01-01' })).toBeNull()
    expect(withSale([], { mode: 'SURPLUS', price: '0,13', from: '' })).toBeNull()
    expect(withSale([], { mode: 'NONE', price: '', from: '2025-01-01' })?.[0]?.saleMode).toBe('NONE')
  })
})
