import { injecting, selected } from '../usage-points/selection'
import type { UsagePoint } from '../usage-points/useUsagePoints'

/** Meters that count an injection. */
export function producers(points: readonly UsagePoint[]): UsagePoint[] {
  return points.filter(({ directions }) => directions.includes('PRODUCTION'))
}

/** The injecting meter asked in the address, else that of the home asked, else the first. */
export function producer(points: readonly UsagePoint[], asked: unknown): UsagePoint | null {
  const all = producers(points)
  const own = all.find(({ pdl }) => pdl === asked)
  if (own) return own
  const beside = injecting(points, selected(points, asked))
  return all.find(({ pdl }) => pdl === beside) ?? all[0] ?? null
}

/** The meter that draws for the same home: itself, or the one it is linked from. */
export function drawing(points: readonly UsagePoint[], from: UsagePoint | null): string | null {
  if (from === null) return null
  if (from.directions.includes('CONSUMPTION')) return from.pdl
  return points.find(({ linkedProduction }) => linkedProduction?.pdl === from.pdl)?.pdl ?? null
}
