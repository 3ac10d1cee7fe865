import type { Day, TempoColor } from '../core/index.js'
import type { ColorCount } from '../tempo/index.js'
import { possibleColors } from '../tempo/index.js'
import type { MicroEur } from './money.js'
import { COLORS } from './paint.js'

/** Probability of each colour; they add up to 1. */
export type ColorRatios = Readonly<Record<TempoColor, number>>

/**
 * What colour a day to come may have: the published one, else the forecast, else the days left of each colour over the days
 * that may still take it.
 * @param counts those of the season of the day.
 */
export function expectedColors(
  day: Day,
  {
    published,
    forecast,
    counts,
  }: {
    readonly published: TempoColor | undefined
    readonly forecast: ColorRatios | undefined
    readonly counts: readonly ColorCount[]
  },
): ColorRatios {
  if (published) return certain(published)
  if (forecast) return forecast
  const possible = possibleColors(day, counts)
  const [only, ...others] = possible
  if (only && others.length === 0) return certain(only)
  const chance = (color: TempoColor) => {
    const count = counts.find((one) => one.color === color)
    return possible.includes(color) && count && count.eligible > 0
      ? Math.min(1, count.left / count.eligible)
      : 0
  }
  const red = chance('RED')
  const white = (1 - red) * chance('WHITE')
  return { RED: red, WHITE: white, BLUE: 1 - red - white }
}

/** Price of a kWh of a day, by its probable colours and the home's off-peak share; null when one has no price. */
export function expectedPrice(
  ratios: ColorRatios,
  offPeakRatio: number,
  prices: Readonly<Record<string, MicroEur>>,
): number | null {
  let sum = 0
  for (const color of COLORS) {
    if (ratios[color] === 0) continue
    const [offPeak, peak] = [prices[`${color}_HC`], prices[`${color}_HP`]]
    if (offPeak === undefined || peak === undefined) return null
    sum += ratios[color] * (offPeak * offPeakRatio + peak * (1 - offPeakRatio))
  }
  return sum
}

function certain(color: TempoColor): ColorRatios {
  return { BLUE: 0, WHITE: 0, RED: 0, [color]: 1 }
}
