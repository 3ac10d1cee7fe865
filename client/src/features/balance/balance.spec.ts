import { describe, expect, it } from 'vitest'
import type { BalanceFieldsFragment } from '../../graphql/generated/graphql'
import { balanceData, isMissing, ratioOf } from './balanceData'
import { batteryOf, batteryQuery } from './battery'
import { netProfile, seasonDay } from './meanDays'
import { payback } from './payback'

const coverage = (known: number, expected: number) => ({
  known,
  expected,
  ratio: expected === 0 ? null : known / expected,
})
const side = (from: string, energyWh: number | null, expected = 31) => ({
  from,
  energyWh,
  coverage: coverage(energyWh === null ? 0 : expected, expected),
  cost: null,
})
const net = (from: string, netWh: number | null, known = 31) => ({
  from,
  to: from,
  netWh,
  netEur: null,
  coverage: coverage(known, 31),
})

const answer: BalanceFieldsFragment = {
  total: { ...net('2026-01-01', 250), home: null },
  points: [net('2026-01-01', null, 0), net('2026-02-01', 300), net('2026-03-01', -50, 20)],
  consumption: {
    total: side('2026-01-01', 800),
    points: [side('2026-01-01', 300), side('2026-02-01', 400), side('2026-03-01', 100)],
  },
  production: {
    total: side('2026-01-01', 250),
    points: [side('2026-01-01', null, 0), side('2026-02-01', 100), side('2026-03-01', 150)],
  },
  shiftableWh: 90,
}

describe('the balance', () => {
  it('begins with the first step that both meters count', () => {
    const { points } = balanceData(answer)
    expect(points.map(({ from, drawnWh, injectedWh }) => [from, drawnWh, injectedWh])).toEqual([
      ['2026-02-01', 400, 100],
      ['2026-03-01', 100, 150],
    ])
    expect(points.map(isMissing)).toEqual([false, true])
  })

  it('divides only what is known', () => {
    const { total, points } = balanceData(answer)
    expect(ratioOf(total)).toBe(0.3125)
    expect(ratioOf({ ...points[0]!, injectedWh: null })).toBeNull()
    expect(ratioOf({ ...points[0]!, drawnWh: 0 })).toBeNull()
  })
})

describe('mean days', () => {
  const profile = Array.from({ length: 288 }, (_, index) => (index < 24 ? 100 : index >= 264 ? 300 : null))
  it('take the months that are known', () => {
    expect(seasonDay(profile, 'winter')[0]).toBe(200)
    expect(seasonDay(profile, 'summer')[0]).toBeNull()
  })
  it('say nothing of an hour that one side does not know', () => {
    expect(netProfile([500, 200, null], [100, null, 50])).toEqual([400, null, null])
  })
})

describe('a battery', () => {
  it('is written in the address and read back', () => {
    expect(batteryOf({})).toEqual({ capacityKwh: 5, powerKw: 2.5, efficiencyPercent: 90 })
    const wanted = { capacityKwh: 10, powerKw: 5, efficiencyPercent: 85 }
    expect(batteryOf(batteryQuery(wanted))).toEqual(wanted)
    expect(batteryOf({ battery: '0-5-90' })).toEqual({ capacityKwh: 5, powerKw: 2.5, efficiencyPercent: 90 })
  })
})

describe('pay-back', () => {
  it('counts what was earned, and the months left at the pace of the last year', () => {
    expect(payback(6000, 1500, 600)).toEqual({ earnedRatio: 0.25, monthsLeft: 90 })
    expect(payback(6000, 7000, 600)).toEqual({ earnedRatio: 1, monthsLeft: 0 })
    expect(payback(6000, 1500, 0)).toEqual({ earnedRatio: 0.25, monthsLeft: null })
    expect(payback(6000, null, 600)).toEqual({ earnedRatio: null, monthsLeft: null })
  })
})
