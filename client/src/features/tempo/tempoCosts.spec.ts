import { expect, it } from 'vitest'
import type { TempoCostsQuery } from '../../graphql/generated/graphql'
import { colorCosts } from './tempoCosts'

type Count = TempoCostsQuery['tempoSeason']['colors'][number]

function aColor(color: Count['color'], known: number, energyEur: number | null, unpricedWh = 0): Count {
  return {
    color,
    left: 0,
    energy: {
      energyWh: known === 0 ? null : 30_000,
      coverage: { known, expected: 22 },
      cost: known === 0 ? null : { energyEur, unpricedWh },
      buckets:
        known === 0
          ? []
          : [
              { bucket: `${color}_HP`, energyWh: 20_000, costEur: 12 },
              { bucket: `${color}_HC`, energyWh: 10_000, costEur: 2 },
            ],
    },
  }
}

it('gives each colour its mean day, and no amount while a price is missing', () => {
  const rows = colorCosts({
    from: '2025-09-01',
    to: '2026-09-01',
    exposureEur: null,
    reductionRatio: null,
    colors: [aColor('RED', 2, 14), aColor('WHITE', 0, null), aColor('BLUE', 3, 9, 500)],
  })
  expect(
    rows.map(({ color, peakWh, offPeakWh, dayWh, dayEur }) => [color, peakWh, offPeakWh, dayWh, dayEur]),
  ).toEqual([
    ['BLUE', 20_000, 10_000, 10_000, null],
    ['WHITE', null, null, null, null],
    ['RED', 20_000, 10_000, 15_000, 7],
  ])
})
