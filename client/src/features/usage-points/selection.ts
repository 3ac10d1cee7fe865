import type { UsagePoint } from './useUsagePoints'

/** Meters whose consumption can be shown; a production-only meter goes with the home it belongs to. */
export function consuming(points: readonly UsagePoint[]): UsagePoint[] {
  return points.filter(({ directions }) => directions.includes('CONSUMPTION'))
}

/** The meter asked in the address, else the first that draws, else the first at all. */
export function selected(points: readonly UsagePoint[], asked: unknown): UsagePoint | null {
  const known = consuming(points)
  return known.find(({ pdl }) => pdl === asked) ?? known[0] ?? points[0] ?? null
}

/** The meter whose injection belongs beside this one. */
export function injecting(points: readonly UsagePoint[], point: UsagePoint | null): string | null {
  if (point === null) return null
  if (point.linkedProduction) return point.linkedProduction.pdl
  if (point.directions.includes('PRODUCTION')) return point.pdl
  const apart = points.filter(({ directions }) => directions.includes('PRODUCTION'))
  return consuming(points).length === 1 ? (apart[0]?.pdl ?? null) : null
}
