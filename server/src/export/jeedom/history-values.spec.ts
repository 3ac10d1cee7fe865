import { describe, expect, it } from 'vitest'

import { Household, PDL } from '../../../test/exported-household.js'
import { addDays, startOf, toDay } from '../../core/index.js'
import type { HistorySource } from './catalogue.js'
import { valuesIn, windowsOf } from './history-values.js'

const CURVE: HistorySource = { quantity: 'curve', direction: 'CONSUMPTION', fedBy: 'CONSUMPTION_CURVE' }
const DAY: HistorySource = { quantity: 'day', direction: 'CONSUMPTION', fedBy: 'CONSUMPTION_DAILY' }
const PEAK: HistorySource = { quantity: 'peak', direction: 'CONSUMPTION', fedBy: 'MAX_POWER' }

const valuesOfDay = (household: Household, history: HistorySource, text: string) => {
  const day = toDay(text)
  return valuesIn(household, PDL, history, { from: day, to: addDays(day, 1) })
}

describe('values of a history', () => {
  const autumn = new Household({
    now: '2026-10-27T08:00:00+01:00',
    range: { from: '2026-10-24', to: '2026-10-27' },
  })
  const spring = new Household()

  it('gives the repeated hour of autumn the mean of the two', async () => {
    autumn.setCurve('CONSUMPTION', toDay('2026-10-25'), (slot) => 100 * slot)
    const values = await valuesOfDay(autumn, CURVE, '2026-10-25')
    expect(values).toHaveLength(48)
    expect(values.slice(3, 8).map(({ key, value }) => [key.slice(11), value])).toEqual([
      ['01:30:00', 300],
      ['02:00:00', 500],
      ['02:30:00', 600],
      ['03:00:00', 800],
      ['03:30:00', 900],
    ])
  })

  it('never names the hour that spring skips', async () => {
    const values = await valuesOfDay(spring, CURVE, '2026-03-29')
    expect(values).toHaveLength(46)
    expect(values.filter(({ key }) => key.startsWith('2026-03-29 02'))).toEqual([])
  })

  it('puts a day at its local midnight, in whole Wh', async () => {
    spring.setDay('CONSUMPTION', toDay('2026-03-29'), 9123.4)
    expect(await valuesOfDay(spring, DAY, '2026-03-29')).toEqual([
      {
        key: '2026-03-29 00:00:00',
        day: '2026-03-29',
        at: startOf(toDay('2026-03-29')),
        value: 9123,
      },
    ])
  })

  it('puts the peak of a day at midnight, so that a corrected one replaces it', async () => {
    const [peak] = await valuesOfDay(spring, PEAK, '2026-03-24')
    expect(peak).toMatchObject({ key: '2026-03-24 00:00:00', value: 4400 })
  })

  it('invents nothing for a day without a curve', async () => {
    expect(await valuesOfDay(spring, CURVE, '2026-03-20')).toEqual([])
  })
})

describe('windows of days', () => {
  it('reads near days together, and neither a long gap nor too long a span', () => {
    const days = ['2026-01-01', '2026-01-05', '2026-03-01', '2026-03-11', '2026-03-12'].map(toDay)
    expect(windowsOf(days, 11)).toEqual([
      { from: '2026-01-01', to: '2026-01-06' },
      { from: '2026-03-01', to: '2026-03-12' },
      { from: '2026-03-12', to: '2026-03-13' },
    ])
  })
})
