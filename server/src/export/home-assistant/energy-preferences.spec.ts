import { describe, expect, it } from 'vitest'

import { gridShapeFor, mergeGrid } from './energy-preferences.js'

const OURS = {
  consumption: 'myelectricaldata:1_consumption',
  production: 'myelectricaldata:1_production',
  cost: 'myelectricaldata:01226049119901_cost',
  revenue: null,
}
const PRICES = { entity_energy_price: null, number_energy_price: null }
const SOLAR = { type: 'solar', stat_energy_from: 'sensor.roof' }

describe('the Energy dashboard', () => {
  it('takes lists of flows up to 2026.2, and one source a pair from 2026.3', () => {
    expect(['2024.3.3', '2026.2.9', '2026.3.0b1', '2027.1.0'].map(gridShapeFor)).toEqual([
      'flows',
      'flows',
      'flat',
      'flat',
    ])
  })

  it('gets our flows in the one grid source, beside those of the user', () => {
    const theirs = { stat_energy_from: 'sensor.meter', stat_cost: 'sensor.cost', ...PRICES }
    const grid = { type: 'grid', flow_from: [theirs], flow_to: [], cost_adjustment_day: 0 }
    expect(mergeGrid([SOLAR, grid], [OURS], 'flows')).toEqual({
      added: 2,
      sources: [
        SOLAR,
        {
          type: 'grid',
          flow_from: [theirs, { stat_energy_from: OURS.consumption, stat_cost: OURS.cost, ...PRICES }],
          flow_to: [{ stat_energy_to: OURS.production, stat_compensation: null, ...PRICES }],
          cost_adjustment_day: 0,
        },
      ],
    })
  })

  it('gets a grid source of ours in the new shape, and leaves the others', () => {
    const { sources, added } = mergeGrid([SOLAR], [OURS], 'flat')
    expect(added).toBe(2)
    expect(sources[0]).toBe(SOLAR)
    expect(sources[1]).toMatchObject({
      type: 'grid',
      stat_energy_from: OURS.consumption,
      stat_energy_to: OURS.production,
      stat_cost: OURS.cost,
      stat_compensation: null,
      cost_adjustment_day: 0,
    })
    expect(mergeGrid(sources, [OURS], 'flat')).toEqual({ sources, added: 0 })
  })

  it('stays as it is when all is there, in either shape', () => {
    const { sources } = mergeGrid([], [OURS], 'flows')
    expect(mergeGrid(sources, [OURS], 'flows')).toEqual({ sources, added: 0 })
  })
})
