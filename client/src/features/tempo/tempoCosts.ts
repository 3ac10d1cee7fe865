import type { TempoColor, TempoCostsQuery } from '../../graphql/generated/graphql'

type Season = TempoCostsQuery['tempoSeason']

/** What a meter drew and paid on the days of one colour. */
export interface ColorCost {
  color: TempoColor
  days: { known: number; expected: number }
  peakWh: number | null
  offPeakWh: number | null
  /** Mean of a known day. */
  dayWh: number | null
  dayEur: number | null
  eur: number | null
}

const order: TempoColor[] = ['BLUE', 'WHITE', 'RED']

/** One row per colour; nothing is known of a colour without a known day. */
export function colorCosts({ colors }: Season): ColorCost[] {
  return order.flatMap((color): ColorCost[] => {
    const found = colors.find((count) => count.color === color)
    if (!found) return []
    const { energyWh, coverage, cost, buckets } = found.energy
    const whole = cost !== null && cost.unpricedWh === 0 ? cost.energyEur : null
    const of = (suffix: string) =>
      energyWh === null
        ? null
        : buckets.filter(({ bucket }) => bucket.endsWith(suffix)).reduce((sum, one) => sum + one.energyWh, 0)
    const perDay = (value: number | null) =>
      value === null || coverage.known === 0 ? null : value / coverage.known
    return [
      {
        color,
        days: coverage,
        peakWh: of('_HP'),
        offPeakWh: of('_HC'),
        dayWh: perDay(energyWh),
        dayEur: perDay(whole),
        eur: whole,
      },
    ]
  })
}
