import { describe, expect, it } from 'vitest'

import account from '../fixtures/account.json' with { type: 'json' }
import address from '../fixtures/address.json' with { type: 'json' }
import singleRate from '../fixtures/contract-single-rate.json' with { type: 'json' }
import twoRanges from '../fixtures/contract-two-off-peak-ranges.json' with { type: 'json' }
import contract from '../fixtures/contract.json' with { type: 'json' }
import meters from '../fixtures/meters.json' with { type: 'json' }
import usage from '../fixtures/usage.json' with { type: 'json' }

import { parseAccount, parseUsage } from './account.js'
import { parseAddress, parseContract, parseUsagePoints } from './meter.js'

const PDL = '01226049119999'
const contractOf = (data: unknown, pdl: string) => parseContract(data, pdl).items[0]

describe('meters', () => {
  it('are listed with the inactive ones, the leading zero and their off-peak hours', () => {
    const { items, rejected } = parseUsagePoints(meters.data)
    expect(rejected).toEqual([])
    expect(items[0]).toEqual({
      pdl: PDL,
      gatewayId: '7c1f0a52-3b6e-4d9a-9e61-0f5f2d7a1c02',
      name: 'Maison',
      position: 0,
      active: true,
      directions: ['CONSUMPTION', 'PRODUCTION'],
      subscribedPowerKva: 9,
      pricingOption: 'TEMPO',
      offPeak: [{ startMinute: 1350, endMinute: 390, weekdays: [] }],
      activationDate: '2018-08-31',
      linkedProductionGatewayId: null,
    })
    expect(
      items.map(({ active, directions, activationDate }) => [active, directions, activationDate]),
    ).toEqual([
      [true, ['CONSUMPTION', 'PRODUCTION'], '2018-08-31'],
      [true, ['CONSUMPTION'], null],
      [false, ['CONSUMPTION'], null],
    ])
    expect(items[2]?.offPeak).toHaveLength(2)
  })

  it('one that cannot be read leaves the others', () => {
    const { items, rejected } = parseUsagePoints([
      { ...meters.data[0], usage_point_id: '123' },
      { ...meters.data[1], offpeak_hours: { default: 'la nuit' }, brand_new: 1 },
    ])
    expect(items.map(({ pdl, offPeak }) => [pdl, offPeak])).toEqual([['01226049118888', []]])
    expect(rejected.map(({ label }) => label)).toEqual(['123', 'la nuit'])
  })

  it('must be a list', () => {
    expect(() => parseUsagePoints({ pdls: [] })).toThrow('is not a list')
  })
})

describe('a contract', () => {
  it('is nested under its customer', () => {
    expect(contractOf(contract.data, PDL)).toEqual({
      segment: 'C5',
      subscribedPowerKva: 9,
      activationDate: '2018-08-31',
      distributionTariff: 'BTINFCUDT',
      offPeak: [{ startMinute: 1350, endMinute: 390, weekdays: [] }],
      contractStatus: 'SERVC',
      meterType: 'AMM',
      communicating: true,
    })
  })

  it('has two ranges or none', () => {
    const pdlOf = (answer: typeof twoRanges | typeof singleRate) =>
      answer.data.customer.usage_points[0]?.usage_point.usage_point_id ?? ''
    expect(contractOf(twoRanges.data, pdlOf(twoRanges))?.offPeak).toHaveLength(2)
    expect(contractOf(singleRate.data, pdlOf(singleRate))?.offPeak).toEqual([])
  })

  it.each([
    ['2018-08-31+02:00', '2018-08-31'],
    ['2018-08-31', '2018-08-31'],
    ['2018-08-31T00:00:00+02:00', '2018-08-31'],
    ['2018-08-30T22:00:00Z', '2018-08-31'],
    ['hier', null],
  ])('activated %s is activated on %s', (last_activation_date, day) => {
    const data = {
      customer: { usage_points: [{ contracts: { last_activation_date, subscribed_power: 12 } }] },
    }
    expect(contractOf(data, PDL)).toMatchObject({ activationDate: day, subscribedPowerKva: 12 })
  })

  it('of another meter is none', () => {
    expect(contractOf(contract.data, '01226049118888')).toBeUndefined()
    expect(contractOf({ customer: { customer_id: 'demo' } }, PDL)).toBeUndefined()
  })

  it('says which off-peak hours it could not read', () => {
    const data = { customer: { usage_points: [{ contracts: { offpeak_hours: 'HC (la nuit)' } }] } }
    expect(parseContract(data, PDL).rejected.map(({ label }) => label)).toEqual(['HC (la nuit)'])
  })

  it('without a customer is malformed, and the fields are named', () => {
    expect(() => parseContract({}, PDL)).toThrow(/the contract has changed: .*customer/)
    expect(() => parseContract({ customer: { usage_points: [{ contracts: { segment: 5 } }] } }, PDL)).toThrow(
      'customer.usage_points.0.contracts.segment',
    )
  })
})

it('an address is inside the meter, and fits on one line', () => {
  expect(parseAddress(address.data, PDL)).toEqual({
    line: '12 chemin des Essais, Lieu-dit Le Test, 99001 Villetest',
    street: '12 chemin des Essais',
    postalCode: '99001',
    city: 'Villetest',
    inseeCode: '99999',
  })
  const bare = {
    customer: {
      usage_points: [
        { usage_point: { usage_point_id: PDL, usage_point_addresses: { insee_code: '99999' } } },
      ],
    },
  }
  expect(parseAddress(bare, PDL)).toEqual({
    line: null,
    street: null,
    postalCode: null,
    city: null,
    inseeCode: '99999',
  })
  expect(parseAddress(contract.data, PDL)).toBeNull()
})

it('an account is known by its masked address only', () => {
  expect(parseAccount(account.data)).toEqual({ account: 'c•••@example.org' })
})

it('calls of the day come with their limits', () => {
  expect(parseUsage(usage.data)).toEqual({
    cached: { used: 87, limit: 1000 },
    fresh: { used: 12, limit: 50 },
  })
  expect(() => parseUsage({ ...usage.data, no_cache_limit: 'many' })).toThrow('no_cache_limit')
})
