import { describe, expect, it } from 'vitest'
import type { SplitFieldsFragment } from '../../graphql/generated/graphql'
import { bucketsOf, splitBlocks } from './split'

const split = (...buckets: [string, number][]): SplitFieldsFragment => ({
  buckets: buckets.map(([bucket, energyWh]) => ({ bucket, energyWh, costEur: null })),
  cost: null,
})

describe('bars by price bucket', () => {
  it('stand off-peak first, and are not split for one price', () => {
    expect(bucketsOf([split(['HP', 3000], ['HC', 1000])])).toEqual(['HC', 'HP'])
    expect(bucketsOf([split(['BASE', 3000]), split()])).toEqual([])
  })

  it('leave no hole for a hidden bucket', () => {
    const splits = [split(), split(['HP', 3000], ['HC', 1000])]
    const heights = (shown: string[]) =>
      splitBlocks(splits, shown).map(({ index, from, to }) => [index, from, to])
    expect(heights(['HC', 'HP'])).toEqual([
      [1, 0, 1],
      [1, 1, 4],
    ])
    expect(heights(['HP'])).toEqual([[1, 0, 3]])
  })
})
