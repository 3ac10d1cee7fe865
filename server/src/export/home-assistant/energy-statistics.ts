import type { GridStatistics } from './energy-preferences.js'
import type { StatisticSeries } from './statistic-series.js'

/**
 * What the Energy dashboard is to draw of each meter: its total and its cost. Where only buckets are kept, under the names of a
 * former client, each of them with its own cost.
 */
export function gridStatistics(all: readonly StatisticSeries[]): GridStatistics[] {
  return [...Map.groupBy(all, ({ pdl }) => pdl).values()].flatMap((ofMeter) => {
    const find = (direction: string, quantity: string, bucket: string | null) =>
      ofMeter.find(
        (series) =>
          series.direction === direction &&
          series.counted.quantity === quantity &&
          series.counted.bucket === bucket,
      )?.id ?? null
    const production = find('PRODUCTION', 'ENERGY', null)
    const revenue = find('PRODUCTION', 'COST', null)
    const drawn = ofMeter.filter(
      ({ direction, counted }) => direction === 'CONSUMPTION' && counted.quantity === 'ENERGY',
    )
    const total = drawn.filter(({ counted }) => counted.bucket === null)
    const sources = (total.length > 0 ? total : drawn).map(({ id, counted: { bucket } }) => ({
      consumption: id,
      cost: find('CONSUMPTION', 'COST', bucket),
    }))
    const [first = { consumption: null, cost: null }, ...others] = sources
    return [
      { ...first, production, revenue },
      ...others.map((source) => ({ ...source, production: null, revenue: null })),
    ]
  })
}
