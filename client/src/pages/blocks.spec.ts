import { describe, expect, it } from 'vitest'
import { placed, type Block } from './blocks'

const spans = (...shown: Block[]) => placed(new Set(shown)).map(({ block, span }) => [block, span])

describe('blocks of the home page', () => {
  it('pairs wide and narrow ones', () => {
    expect(spans('yesterday', 'months', 'points', 'tempo', 'ecowatt')).toEqual([
      ['yesterday', 7],
      ['tempo', 5],
      ['months', 7],
      ['ecowatt', 5],
      ['points', 12],
    ])
  })

  it('puts the totals under the first row, whatever it holds', () => {
    expect(spans('yesterday', 'spans', 'months', 'price').map(([block]) => block)).toEqual([
      'yesterday',
      'price',
      'spans',
      'months',
    ])
    expect(spans('yesterday', 'spans', 'months').map(([block]) => block)).toEqual([
      'yesterday',
      'spans',
      'months',
    ])
  })

  it('moves the next one up when the first is not shown', () => {
    expect(spans('yesterday', 'months', 'ecowatt')).toEqual([
      ['yesterday', 7],
      ['ecowatt', 5],
      ['months', 12],
    ])
  })

  it('leaves no hole when narrow ones are left over', () => {
    expect(spans('yesterday', 'tempo', 'ecowatt', 'injection')).toEqual([
      ['yesterday', 7],
      ['tempo', 5],
      ['ecowatt', 6],
      ['injection', 6],
    ])
  })

  it('pairs the narrow ones on a tablet, the last alone when they are odd', () => {
    const tablets = placed(new Set<Block>(['yesterday', 'months', 'points', 'tempo', 'ecowatt', 'injection']))
    expect(tablets.map(({ tablet }) => tablet)).toEqual([12, 6, 12, 6, 12, 12])
  })
})
