import { isAtLeast } from './statistic-series.js'

type Source = Readonly<Record<string, unknown>>

/** The grid side of a meter in the Energy dashboard: ids of statistics. */
export interface GridStatistics {
  readonly consumption: string | null
  /** Drawn beside it. */
  readonly cost: string | null
  readonly production: string | null
  readonly revenue: string | null
}

/** 'flows': one grid source with lists, up to 2026.2. 'flat': one source a pair, from 2026.3. */
export type GridShape = 'flows' | 'flat'

const FIRST_FLAT = [2026, 3] as const

export function gridShapeFor(version: string): GridShape {
  return isAtLeast(version, FIRST_FLAT) ? 'flat' : 'flows'
}

export interface Merged {
  /** The whole list: `energy/save_prefs` replaces it. */
  readonly sources: readonly Source[]
  /** Statistics that were not there. */
  readonly added: number
}

/**
 * The user's energy sources with ours among them; what is there stays as it is.
 * Source: contracts/exports.md, 1.5.
 */
export function mergeGrid(
  sources: readonly Source[],
  meters: readonly GridStatistics[],
  shape: GridShape,
): Merged {
  return meters.reduce<Merged>(
    (merged, meter) => {
      const missing = missingOf(merged.sources, meter)
      const added = Number(missing.consumption !== null) + Number(missing.production !== null)
      if (added === 0) return merged
      const next = shape === 'flat' ? withFlat(merged.sources, missing) : withFlows(merged.sources, missing)
      return { sources: next, added: merged.added + added }
    },
    { sources, added: 0 },
  )
}

function missingOf(sources: readonly Source[], meter: GridStatistics): GridStatistics {
  const { consumption, production } = meter
  const grids = sources.filter(({ type }) => type === 'grid')
  const used = new Set(
    grids.flatMap((grid) => [
      grid['stat_energy_from'],
      grid['stat_energy_to'],
      ...flows(grid, 'flow_from').map((flow) => flow['stat_energy_from']),
      ...flows(grid, 'flow_to').map((flow) => flow['stat_energy_to']),
    ]),
  )
  return {
    ...meter,
    consumption: used.has(consumption) ? null : consumption,
    production: used.has(production) ? null : production,
  }
}

function withFlat(
  sources: readonly Source[],
  { consumption, cost, production, revenue }: GridStatistics,
): Source[] {
  return [
    ...sources,
    {
      type: 'grid',
      stat_energy_from: consumption,
      stat_energy_to: production,
      stat_cost: consumption === null ? null : cost,
      stat_compensation: production === null ? null : revenue,
      entity_energy_price: null,
      number_energy_price: null,
      entity_energy_price_export: null,
      number_energy_price_export: null,
      cost_adjustment_day: 0,
    },
  ]
}

function withFlows(
  sources: readonly Source[],
  { consumption, cost, production, revenue }: GridStatistics,
): Source[] {
  const prices = { entity_energy_price: null, number_energy_price: null }
  const from = consumption === null ? [] : [{ stat_energy_from: consumption, stat_cost: cost, ...prices }]
  const to =
    production === null ? [] : [{ stat_energy_to: production, stat_compensation: revenue, ...prices }]
  const add = (grid: Source) => ({
    ...grid,
    flow_from: [...flows(grid, 'flow_from'), ...from],
    flow_to: [...flows(grid, 'flow_to'), ...to],
  })
  const index = sources.findIndex(({ type }) => type === 'grid')
  return index < 0
    ? [...sources, add({ type: 'grid', cost_adjustment_day: 0 })]
    : sources.map((source, at) => (at === index ? add(source) : source))
}

function flows(grid: Source, key: 'flow_from' | 'flow_to'): readonly Source[] {
  const found = grid[key]
  return Array.isArray(found) ? (found as Source[]) : []
}
