import { describe, expect, it } from 'vitest'
import { bucketName, lookOf, stacked } from './buckets'

describe('price buckets', () => {
  it('stand in the order of a stack, each once', () => {
    expect(stacked(['HP', 'HC', 'HP'])).toEqual(['HC', 'HP'])
    expect(stacked(['RED_HP', 'SUN', 'UNSPLIT', 'BLUE_HC', 'WHITE_HP'])).toEqual([
      'BLUE_HC',
      'WHITE_HP',
      'RED_HP',
      'UNSPLIT',
      'SUN',
    ])
  })

  it('hatch what is not known, and never paint it blue', () => {
    expect(lookOf('TEMPO_UNKNOWN_HP')).toEqual({ color: 'missing', hatched: true })
    expect(lookOf('UNSPLIT').hatched).toBe(true)
  })

  it('keep a colour and their own name when an offer invents them', () => {
    expect(lookOf('SUN')).toEqual(lookOf('SUN'))
    expect(bucketName('SUN', { t: (key) => key })).toBe('SUN')
    expect(bucketName('HC', { t: (key) => key }, 'long')).toBe('tariffs.long.HC')
  })
})
