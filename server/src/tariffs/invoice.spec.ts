import { describe, expect, it } from 'vitest'

import { simulate } from './battery.js'
import { checkInvoice } from './invoice.js'
import { microEur } from './money.js'

const own = (energyWh: number, eur: number, changes = {}) => ({
  buckets: new Map([['BASE', { energyWh, pricedWh: energyWh, cost: microEur(eur) }]]),
  subscription: microEur(15),
  total: microEur(eur + 15),
  hasMissingDays: false,
  ...changes,
})
const billed = (energyKwh: number, eurPerKwh: number, total: number, changes = {}) => ({
  lines: [{ bucket: 'BASE', energyKwh, eurPerKwh, estimated: false, ...changes }],
  subscription: microEur(15),
  total: microEur(total),
})
const verdict = ({ lines, explained, unexplained }: ReturnType<typeof checkInvoice>) => [
  lines.map(({ item, cause }) => `${item} ${cause}`),
  explained / 1e6,
  unexplained / 1e6,
]

describe('an invoice', () => {
  it('that says what we say has nothing to explain', () => {
    expect(verdict(checkInvoice(billed(400, 0.2, 95), own(400_000, 80)))).toEqual([
      ['BASE none', 'SUBSCRIPTION none', 'TOTAL none'],
      0,
      0,
    ])
  })

  it('at another price, on an estimated index, over missing days, says so', () => {
    expect(verdict(checkInvoice(billed(400, 0.21, 99), own(400_000, 80)))).toEqual([
      ['BASE other_price', 'SUBSCRIPTION none', 'TOTAL other_price'],
      4,
      0,
    ])
    const estimated = billed(420, 0.2, 99, { estimated: true })
    expect(verdict(checkInvoice(estimated, own(400_000, 80)))[0]).toContain('BASE estimated_index')
    const holes = own(300_000, 60, { hasMissingDays: true })
    expect(verdict(checkInvoice(billed(400, 0.2, 95), holes))[0]).toContain('BASE missing_days')
  })

  it('that differs for no reason we know is told unexplained', () => {
    expect(verdict(checkInvoice(billed(450, 0.2, 105), own(400_000, 80)))).toEqual([
      ['BASE none', 'SUBSCRIPTION none', 'TOTAL none'],
      0,
      10,
    ])
  })
})

describe('a battery', () => {
  const slot = (drawnWh: number, injectedWh: number, prices = {}) => ({
    drawnWh,
    injectedWh,
    hours: 0.5,
    buy: 200_000,
    sell: 100_000,
    ...prices,
  })
  const battery = { capacityWh: 1000, powerW: 2000, efficiencyRatio: 0.9 }

  it('takes what would be injected and gives it back, less its loss', () => {
    const { shiftedWh, saved } = simulate([slot(0, 800), slot(500, 0), slot(500, 0)], battery)
    expect(shiftedWh).toBeCloseTo(720, 6)
    expect(saved).toBeCloseTo((720 * 200_000 - 800 * 100_000) / 1000, 3)
  })

  it('is bound by its capacity and its power', () => {
    expect(simulate([slot(0, 5000), slot(0, 5000), slot(5000, 0)], battery).shiftedWh).toBe(1000)
  })

  it('saves nothing that can be told without a price', () => {
    expect(simulate([slot(0, 800, { sell: null }), slot(500, 0)], battery).saved).toBeNull()
  })
})
