import type { TokenName } from '../../charts/tokens'
import type { SplitFieldsFragment } from '../../graphql/generated/graphql'
import { lookOf, stacked } from '../tariffs/buckets'

/** Part of a bar, kWh, from the ground up. */
export interface SplitBlock {
  index: number
  bucket: string
  from: number
  to: number
  color: TokenName
  edge: TokenName | null
  hatched: boolean
}

/** Buckets met in a series, in the order of a stack; none when nothing is split. */
export function bucketsOf(splits: readonly SplitFieldsFragment[]): string[] {
  const met = new Set(
    splits.flatMap(({ buckets }) =>
      buckets.filter(({ energyWh }) => energyWh > 0).map(({ bucket }) => bucket),
    ),
  )
  return met.size === 1 && met.has('BASE') ? [] : stacked(met)
}

export function splitWh({ buckets }: SplitFieldsFragment, bucket: string): number | null {
  return buckets.find((one) => one.bucket === bucket)?.energyWh ?? null
}

/** Parts shown, one on another; a hidden one leaves no hole. */
export function splitBlocks(splits: readonly SplitFieldsFragment[], shown: readonly string[]): SplitBlock[] {
  return splits.flatMap((split, index) => {
    let from = 0
    return shown.flatMap((bucket): SplitBlock[] => {
      const kwh = (splitWh(split, bucket) ?? 0) / 1000
      if (kwh <= 0) return []
      const { color, edge = null, hatched = false } = lookOf(bucket)
      const block = { index, bucket, from, to: from + kwh, color, edge, hatched }
      from = block.to
      return [block]
    })
  })
}
