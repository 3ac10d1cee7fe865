import { roundScale } from '../../charts/scale'
import type { TokenName } from '../../charts/tokens'
import { lookOf, stacked } from '../tariffs/buckets'
import type { CostPoint } from './costData'

export const SUBSCRIPTION = 'SUBSCRIPTION'
export const PENDING = 'PENDING'

export interface Part {
  key: string
  eur: number
  color: TokenName
  edge: TokenName | null
  hatched: boolean
}

/** A point from the ground up: subscription, buckets, then what is still to be confirmed. */
export function partsOf({ cost, buckets }: CostPoint): Part[] {
  if (!cost) return []
  const subscription = cost.subscriptionEur
  const byCode = new Map(buckets.map((one) => [one.bucket, one]))
  const priced = stacked(byCode.keys()).flatMap((code): Part[] => {
    const eur = byCode.get(code)?.costEur ?? null
    const { color, edge = null, hatched = false } = lookOf(code)
    return eur === null ? [] : [{ key: code, eur, color, edge, hatched }]
  })
  const pending = cost.unpricedWh > 0 && cost.highEur !== null ? cost.highEur - (cost.totalEur ?? 0) : 0
  return [
    ...(subscription === null
      ? []
      : [{ key: SUBSCRIPTION, eur: subscription, color: 'cmp-ghost' as const, edge: null, hatched: false }]),
    ...priced,
    ...(pending > 0
      ? [{ key: PENDING, eur: pending, color: 'missing' as const, edge: null, hatched: true }]
      : []),
  ]
}

/** Keys met in a series, in the order of the stack. */
export function keysOf(points: readonly CostPoint[]): Part[] {
  const met = new Map<string, Part>()
  for (const point of points) for (const part of partsOf(point)) met.set(part.key, part)
  const last = met.get(PENDING)
  const codes = stacked([...met.keys()].filter((key) => key !== SUBSCRIPTION && key !== PENDING))
  return [...[SUBSCRIPTION, ...codes].flatMap((key) => met.get(key) ?? []), ...(last ? [last] : [])]
}

export interface Block extends Part {
  index: number
  from: number
  to: number
}

/** Parts shown, one on another; a hidden one leaves no hole. */
export function blocksOf(points: readonly CostPoint[], hidden: ReadonlySet<string>): Block[] {
  return points.flatMap((point, index) => {
    let from = 0
    return partsOf(point)
      .filter(({ key, eur }) => !hidden.has(key) && eur > 0)
      .map((part): Block => {
        const block = { ...part, index, from, to: from + part.eur }
        from = block.to
        return block
      })
  })
}

export function topOf(points: readonly CostPoint[], compared: readonly (number | null)[]): number {
  const heights = points.map((point) => partsOf(point).reduce((sum, { eur }) => sum + eur, 0))
  return roundScale(Math.max(0, ...heights, ...compared.map((eur) => eur ?? 0))).top
}
