import { expect, it } from 'vitest'

import { toDay } from '../core/index.js'
import type { ContractFacts } from './contract-proposal.js'
import { proposedContract } from './contract-proposal.js'
import { regulatedOffers } from './regulated-tariffs.js'

const night = { startMinute: 1350, endMinute: 390, weekdays: [] }
const propose = (facts: Partial<ContractFacts>) =>
  proposedContract(
    {
      pricingOption: null,
      subscribedPowerKva: 6,
      offPeak: [],
      isRead: false,
      from: toDay('2024-05-01'),
      carriesPrices: false,
      ...facts,
    },
    regulatedOffers(),
  ).map(({ offer, from, offPeak }) => [offer?.id ?? null, from, offPeak.length])

it('is the regulated offer of the option and power, since the contract began', () => {
  expect(propose({ pricingOption: 'TEMPO', subscribedPowerKva: 9 })).toEqual([
    ['builtin:TEMPO:9', '2024-05-01', 0],
  ])
})

it('reads the option from what Enedis says of off-peak hours', () => {
  expect(propose({ offPeak: [night] })).toEqual([['builtin:HC_HP:6', '2024-05-01', 1]])
  expect(propose({ isRead: true })).toEqual([['builtin:BASE:6', '2024-05-01', 0]])
})

it('is not invented when nothing tells it, nor its price when no offer fits', () => {
  expect(propose({})).toEqual([])
  expect(propose({ pricingOption: 'BASE', subscribedPowerKva: 7 })).toEqual([[null, '2024-05-01', 0]])
})
