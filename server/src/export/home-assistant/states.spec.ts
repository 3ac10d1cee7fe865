import { describe, expect, it } from 'vitest'

import { Household, PDL } from '../../../test/exported-household.js'
import { toDay } from '../../core/index.js'
import { ecowattStates, statesOf, tempoStates } from './states.js'

describe('the entities', () => {
  it('tell a running total, with every attribute each time', async () => {
    const household = new Household({ directions: ['CONSUMPTION'] })
    const days = household.heldDays('CONSUMPTION')
    const total = days.reduce((sum, day) => sum + (household.totalWh('CONSUMPTION', day) ?? 0), 0)
    const [energy] = await statesOf(household)
    expect(energy).toMatchObject({
      entityId: `sensor.${PDL}_consumption`,
      state: (total / 1000).toFixed(3),
      attributes: {
        unit_of_measurement: 'kWh',
        device_class: 'energy',
        state_class: 'total_increasing',
        friendly_name: 'Linky Appartement consommation',
        first_day: '2026-03-20',
        last_day: '2026-04-05',
      },
    })
  })

  it('never call a daily figure a growing total', async () => {
    for (const { attributes, entityId } of await statesOf(new Household()))
      if (!/_(consumption|production)$/.test(entityId)) expect(attributes).not.toHaveProperty('state_class')
  })

  it('say that a colour is not known yet, and nothing where Tempo is not followed', () => {
    const today = toDay('2026-04-06')
    expect(tempoStates(today, new Map([[today, 'BLUE' as const]])).map(({ state }) => state)).toEqual([
      'BLUE',
      'unknown',
    ])
    expect(tempoStates(today, new Map())).toEqual([])
  })

  it('give the hours of EcoWatt in the words of the card', () => {
    const signal = { day: toDay('2026-04-06'), level: 1, hours: [0, 1, null] as const, message: null }
    expect(ecowattStates(toDay('2026-04-06'), [signal])).toMatchObject([
      {
        entityId: 'sensor.myelectricaldata_ecowatt_j0',
        state: '1',
        attributes: { forecast: { '0 h': 0, '1 h': 1, '2 h': null } },
      },
    ])
  })
})
