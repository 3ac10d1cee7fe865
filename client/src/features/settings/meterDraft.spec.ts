import { describe, expect, it } from 'vitest'
import { faultsOf, inputOf, isPlain, meterDraft, type Meter } from './meterDraft'

const night = { start: '22:00', end: '06:00', weekdays: [], season: 'ALL' as const, from: null, to: null }
const meter: Meter = {
  __typename: 'UsagePoint',
  pdl: '01226049119901',
  name: 'Appartement',
  hidden: false,
  monthlyBudgetEur: null,
  subscribedPowerKva: 6,
  offPeak: [night],
  overrides: [],
}

describe('a meter in a form', () => {
  it('changes nothing while nobody touches it', () => {
    expect(inputOf(meterDraft(meter), meter)).toEqual({})
  })

  it('sends what changed only', () => {
    const draft = { ...meterDraft(meter), name: ' Chez nous ', hidden: true, budget: '90,50' }
    expect(inputOf(draft, meter)).toEqual({ name: 'Chez nous', hidden: true, monthlyBudgetEur: 90.5 })
    draft.windows = [{ start: '22:30', end: '06:30', weekdays: [] }]
    expect(inputOf(draft, meter).offPeak).toEqual([
      { start: '22:30', end: '06:30', weekdays: [], season: 'ALL' },
    ])
  })

  it('goes back to the gateway where a field is emptied', () => {
    const changed = { ...meter, hidden: true, monthlyBudgetEur: 90 }
    expect(inputOf({ ...meterDraft(changed), name: '', hidden: false, budget: '' }, changed)).toEqual({
      name: null,
      hidden: null,
      monthlyBudgetEur: null,
    })
  })

  it('sees what cannot be', () => {
    const draft = meterDraft(meter)
    expect([...faultsOf({ ...draft, budget: 'beaucoup' })]).toEqual(['budget'])
    expect([...faultsOf({ ...draft, budget: '-1' })]).toEqual(['budget'])
    expect([...faultsOf({ ...draft, windows: [{ start: '22:00', end: '22:00', weekdays: [] }] })]).toEqual([
      'windows',
    ])
    expect(isPlain([night])).toBe(true)
    expect(isPlain([{ ...night, season: 'WINTER' }])).toBe(false)
  })
})
