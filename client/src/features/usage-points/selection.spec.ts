import { describe, expect, it } from 'vitest'
import type { Direction } from '../../graphql/generated/graphql'
import { injecting, selected } from './selection'
import type { UsagePoint } from './useUsagePoints'

function aPoint(pdl: string, ...directions: Direction[]): UsagePoint {
  return {
    pdl,
    directions,
    name: null,
    address: null,
    active: true,
    activationDate: null,
    subscribedPowerKva: null,
    pricingOption: null,
    monthlyBudgetEur: null,
    lastCompleteDay: null,
    lastCurveDay: null,
    nextTryAt: null,
    linkedProduction: null,
    offPeak: [],
    problems: [],
  }
}
const roof = aPoint('1', 'PRODUCTION')
const home = aPoint('2', 'CONSUMPTION')
const barn = aPoint('3', 'CONSUMPTION', 'PRODUCTION')

describe('selection', () => {
  it('takes the meter of the address, else the first that draws', () => {
    expect(selected([roof, home, barn], '3')).toBe(barn)
    expect(selected([roof, home, barn], 'unknown')).toBe(home)
    expect(selected([roof], undefined)).toBe(roof)
    expect(selected([], undefined)).toBeNull()
  })

  it('finds the meter that injects for it', () => {
    expect(injecting([home, barn], barn)).toBe('3')
    expect(injecting([roof, home], home)).toBe('1')
    expect(injecting([roof, home, barn], home)).toBeNull()
    const linked = { ...home, linkedProduction: { pdl: '9', name: null } }
    expect(injecting([roof, linked, barn], linked)).toBe('9')
    expect(injecting([home], home)).toBeNull()
  })
})
