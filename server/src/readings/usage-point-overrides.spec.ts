import { describe, expect, it } from 'vitest'

import { inForce, overriddenFields, patchedOverrides } from './usage-point-overrides.js'
import type { UsagePoint } from './usage-point.entity.js'

const night = { startMinute: 22 * 60, endMinute: 6 * 60, weekdays: [] }
const noon = { startMinute: 12 * 60 + 30, endMinute: 14 * 60, weekdays: [] }

function aPoint(fields: Partial<UsagePoint> = {}): UsagePoint {
  return {
    pdl: '01226049119901',
    gatewayId: 'a',
    name: 'Appartement',
    position: null,
    active: true,
    hasConsumption: true,
    hasProduction: false,
    subscribedPowerKva: 6,
    pricingOption: 'HC_HP',
    offPeak: [night],
    linkedProductionGatewayId: null,
    contract: null,
    overrides: {},
    ...fields,
  } as UsagePoint
}

describe('what the user says of a meter', () => {
  it('keeps what is left out, and forgets what is null', () => {
    const held = { name: 'Chez nous', hidden: true }
    expect(patchedOverrides(held, { subscribedPowerKva: 9, name: undefined })).toEqual({
      name: 'Chez nous',
      hidden: true,
      subscribedPowerKva: 9,
    })
    expect(patchedOverrides(held, { hidden: null })).toEqual({ name: 'Chez nous' })
  })

  it('counts before what the gateway says', () => {
    const [point] = inForce([
      aPoint({ overrides: { name: 'Chez nous', subscribedPowerKva: 9, directions: ['PRODUCTION'] } }),
    ])
    expect(point).toMatchObject({
      name: 'Chez nous',
      subscribedPowerKva: 9,
      hasConsumption: false,
      hasProduction: true,
      pricingOption: 'HC_HP',
    })
  })

  it('can say that there is no off-peak time at all', () => {
    const contract = { offPeak: [night] } as unknown as UsagePoint['contract']
    const [point] = inForce([aPoint({ contract, overrides: { offPeak: [] } })])
    expect(point?.offPeak).toEqual([])
    expect(point?.contract?.offPeak).toEqual([])
  })

  it('puts meters in the user’s order', () => {
    const points = [
      aPoint({ pdl: '1', position: 0 }),
      aPoint({ pdl: '2', position: 1, overrides: { position: 0 } }),
      aPoint({ pdl: '3' }),
    ]
    points[0]!.overrides = { position: 2 }
    expect(inForce(points).map(({ pdl }) => pdl)).toEqual(['2', '1', '3'])
  })

  it('links a meter to the production meter it names', () => {
    const points = [
      aPoint({ pdl: '1', overrides: { linkedProductionPdl: '2' } }),
      aPoint({ pdl: '2', gatewayId: 'b' }),
    ]
    expect(inForce(points)[0]?.linkedProductionGatewayId).toBe('b')
  })

  it('tells what the gateway says beside it', () => {
    const point = aPoint({
      offPeak: [night, noon],
      overrides: { name: 'Chez nous', offPeak: [], monthlyBudgetEur: 90 },
    })
    expect(overriddenFields(point, () => null)).toEqual([
      { field: 'name', gatewayValue: 'Appartement' },
      { field: 'offPeak', gatewayValue: '22:00–06:00, 12:30–14:00' },
      { field: 'monthlyBudgetEur', gatewayValue: null },
    ])
  })
})
