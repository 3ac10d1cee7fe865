import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { isStale, rootFields } from './freshness'

const yesterday = parse(
  'query Y { yesterday: consumption { total { from } } maxPower(pdl: "1") { daysOver90 } }',
)

describe('freshness', () => {
  it('looks through aliases', () => {
    expect(rootFields(yesterday)).toEqual(['consumption', 'maxPower'])
  })

  it('asks again only for what a change touches', () => {
    expect(isStale(yesterday, new Set(['CONSUMPTION_CURVE']))).toBe(true)
    expect(isStale(yesterday, new Set(['MAX_POWER']))).toBe(true)
    expect(isStale(yesterday, new Set(['ADDRESS', 'ECOWATT']))).toBe(false)
    expect(isStale(yesterday, new Set())).toBe(false)
  })

  it('asks the costs again when a price or a colour changes', () => {
    expect(isStale(yesterday, new Set(['OFFERS']))).toBe(true)
    expect(isStale(yesterday, new Set(['TEMPO']))).toBe(true)
    expect(isStale(parse('{ offers { id } }'), new Set(['OFFERS']))).toBe(true)
  })
})
