import { describe, expect, it } from 'vitest'

import { Household } from '../../../test/exported-household.js'
import type { IdNames } from './statistic-ids.js'
import { namesBucket } from './statistic-ids.js'
import { metadataOf, seriesOf } from './statistic-series.js'

const PDL = '01226049119901'
const { meter } = new Household()
const ids = (names: IdNames, consumption: readonly string[], production: readonly string[] = []) =>
  seriesOf(meter, { CONSUMPTION: consumption, PRODUCTION: production }, names).map(({ id, unit }) => [
    id,
    unit,
  ])

describe('the statistics of a meter', () => {
  it('are its totals alone while no contract is known', () => {
    expect(ids('own', [])).toEqual([
      [`myelectricaldata:${PDL}_consumption`, 'kWh'],
      [`myelectricaldata:${PDL}_production`, 'kWh'],
    ])
  })

  it('are, under a contract, its buckets, their costs and the subscription too', () => {
    expect(ids('own', ['HC', 'HP'], ['BASE'])).toEqual([
      [`myelectricaldata:${PDL}_consumption`, 'kWh'],
      [`myelectricaldata:${PDL}_consumption_hc`, 'kWh'],
      [`myelectricaldata:${PDL}_consumption_hp`, 'kWh'],
      [`myelectricaldata:${PDL}_cost`, 'EUR'],
      [`myelectricaldata:${PDL}_cost_hc`, 'EUR'],
      [`myelectricaldata:${PDL}_cost_hp`, 'EUR'],
      [`myelectricaldata:${PDL}_cost_subscription`, 'EUR'],
      [`myelectricaldata:${PDL}_production`, 'kWh'],
      [`myelectricaldata:${PDL}_revenue`, 'EUR'],
    ])
  })

  it('go on under the names of the MyElectricalData client', () => {
    expect(ids('reference', ['BLUE_HC', 'RED_HP'], ['BASE'])).toEqual([
      [`myelectricaldata:consumption_${PDL}_blue_hc`, 'kWh'],
      [`myelectricaldata:consumption_${PDL}_red_hp`, 'kWh'],
      [`myelectricaldata:cost_${PDL}_blue_hc`, 'EUR'],
      [`myelectricaldata:cost_${PDL}_red_hp`, 'EUR'],
      [`myelectricaldata:production_${PDL}`, 'kWh'],
    ])
    expect(ids('reference', ['BASE']).slice(0, 2)).toEqual([
      [`myelectricaldata:consumption_${PDL}_base`, 'kWh'],
      [`myelectricaldata:cost_${PDL}_base`, 'EUR'],
    ])
  })

  it('go on under the names of the v1 client', () => {
    expect(ids('v1', ['BLUE_HC', 'HP'], ['BASE'])).toEqual([
      [`myelectricaldata:${PDL}_bluehc_consumption`, 'kWh'],
      [`myelectricaldata:${PDL}_hp_consumption`, 'kWh'],
      [`myelectricaldata:${PDL}_bluehc_consumption_cost`, 'EUR'],
      [`myelectricaldata:${PDL}_hp_consumption_cost`, 'EUR'],
      [`myelectricaldata:${PDL}_production`, 'kWh'],
      [`myelectricaldata:${PDL}_production_revenue`, 'EUR'],
    ])
  })

  it('go on under the names of ha-linky, which knows totals only, in Wh', () => {
    expect(ids('ha_linky', ['HC', 'HP'], ['BASE'])).toEqual([
      [`linky:${PDL}`, 'Wh'],
      [`linky:${PDL}_cost`, 'EUR'],
      [`linky_prod:${PDL}`, 'Wh'],
      [`linky_prod:${PDL}_cost`, 'EUR'],
    ])
  })

  it('are told from those of a bucket that a contract leaves behind: a total never is one', () => {
    for (const names of ['own', 'v1', 'reference', 'ha_linky'] as const) {
      const all = ids(names, ['HC', 'HP'], ['BASE']).map(([id]) => id ?? '')
      expect(all.filter((id) => !namesBucket(id, PDL, names))).toEqual(
        all.filter((id) => /(\d_consumption|_production|production_\d+|(linky|prod):\d+)$/.test(id)),
      )
    }
  })

  it('name no class of units for money', () => {
    const money = seriesOf(meter, { CONSUMPTION: ['BASE'] }, 'own').find(({ unit }) => unit === 'EUR')
    expect(money && metadataOf(money, 'mean_type')).toMatchObject({
      unit_class: null,
      unit_of_measurement: 'EUR',
      name: 'Linky Appartement – coût',
    })
  })
})
