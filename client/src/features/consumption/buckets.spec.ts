import { describe, expect, it } from 'vitest'
import { bucketOf, isOffPeak, type Contract } from './buckets'

const always = { season: 'ALL', weekdays: [], from: null, to: null } as const
const night = { ...always, start: '22:30', end: '06:30', weekdays: [] }
const at = (instant: string) => Date.parse(instant)

describe('isOffPeak', () => {
  it('crosses midnight and excludes the end', () => {
    expect(isOffPeak('2026-03-11', 22 * 60 + 30, [night])).toBe(true)
    expect(isOffPeak('2026-03-11', 0, [night])).toBe(true)
    expect(isOffPeak('2026-03-11', 6 * 60 + 30, [night])).toBe(false)
    expect(isOffPeak('2026-03-11', 12 * 60, [night])).toBe(false)
  })

  it('gives the small hours to the weekday the window starts on', () => {
    const fridayNight = { ...night, weekdays: [5] }
    expect(isOffPeak('2026-03-14', 60, [fridayNight])).toBe(true)
    expect(isOffPeak('2026-03-13', 60, [fridayNight])).toBe(false)
  })

  it('keeps summer windows to April to October', () => {
    const noon = { ...always, weekdays: [], start: '12:00', end: '14:00', season: 'SUMMER' as const }
    expect(isOffPeak('2026-07-01', 13 * 60, [noon])).toBe(true)
    expect(isOffPeak('2026-03-31', 13 * 60, [noon])).toBe(false)
  })
})

describe('bucketOf', () => {
  const contract: Contract = {
    pricingOption: 'TEMPO',
    offPeak: [],
    colors: new Map([
      ['2026-03-10', 'WHITE'],
      ['2026-03-11', 'BLUE'],
      ['2026-03-12', null],
    ]),
  }

  it('runs a Tempo colour from 06:00 to 06:00', () => {
    expect(bucketOf(at('2026-03-11T05:30:00+01:00'), contract)).toBe('white-hc')
    expect(bucketOf(at('2026-03-11T06:00:00+01:00'), contract)).toBe('blue-hp')
    expect(bucketOf(at('2026-03-11T22:00:00+01:00'), contract)).toBe('blue-hc')
  })

  it('guesses no colour', () => {
    expect(bucketOf(at('2026-03-12T12:00:00+01:00'), contract)).toBe('total')
  })

  it('splits by the windows of the contract, and nothing without them', () => {
    const offPeak = { pricingOption: 'HC_HP', offPeak: [night], colors: new Map() }
    expect(bucketOf(at('2026-03-12T02:00:00+01:00'), offPeak)).toBe('hc')
    expect(bucketOf(at('2026-03-12T12:00:00+01:00'), offPeak)).toBe('hp')
    expect(bucketOf(at('2026-03-12T12:00:00+01:00'), { ...offPeak, offPeak: [] })).toBe('total')
    expect(bucketOf(at('2026-03-12T02:00:00+01:00'), { ...offPeak, pricingOption: 'BASE' })).toBe('total')
  })
})
