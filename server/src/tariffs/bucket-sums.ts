import type { Reason } from '../core/index.js'
import type { Cell } from './day-cells.js'
import type { MicroEur } from './money.js'
import { costOf } from './money.js'

export interface BucketCost {
  energyWh: number
  /** Energy that has a price; the rest is counted apart, never at zero. */
  pricedWh: number
  /** Part of the energy that the mean day put there, or whose price is one of another time. */
  estimatedWh: number
  cost: MicroEur
  low: MicroEur
  high: MicroEur
  /** The bounds are not known: at least one price is missing on a side. */
  isOpen: boolean
  /** Why a part has no price; null = all has one. */
  reason: Reason | null
}

export function emptyBucket(): BucketCost {
  return { energyWh: 0, pricedWh: 0, estimatedWh: 0, cost: 0, low: 0, high: 0, isOpen: false, reason: null }
}

export function addBucket(sum: BucketCost, part: Readonly<BucketCost>): void {
  sum.energyWh += part.energyWh
  sum.pricedWh += part.pricedWh
  sum.estimatedWh += part.estimatedWh
  sum.cost += part.cost
  sum.low += part.low
  sum.high += part.high
  sum.isOpen ||= part.isOpen
  sum.reason ??= part.reason
}

/** Energy and cost of one day, counted by cell and told by bucket. */
export class BucketSums {
  private readonly sums: BucketCost[]
  private readonly apart = new Map<string, BucketCost>()

  constructor(private readonly cells: readonly Cell[]) {
    this.sums = cells.map(emptyBucket)
  }

  get energyWh(): number {
    return [...this.sums, ...this.apart.values()].reduce((sum, { energyWh }) => sum + energyWh, 0)
  }

  spend(energyWh: number, index: number): void {
    const cell = this.cells[index]
    const sum = this.sums[index]
    if (!cell || !sum) return
    sum.energyWh += energyWh
    if (cell.price !== null) {
      const cost = costOf(energyWh, cell.price)
      sum.pricedWh += energyWh
      sum.cost += cost
      sum.low += cost
      sum.high += cost
      if (cell.isCarried) sum.estimatedWh += energyWh
      return
    }
    bound(sum, energyWh, cell.low, cell.high)
    sum.reason = cell.reason
  }

  guess(energyWh: number, index: number): void {
    this.spend(energyWh, index)
    const sum = this.sums[index]
    if (sum && this.cells[index]?.isCarried !== true) sum.estimatedWh += energyWh
  }

  /** Energy of the day that no slot tells: between the cheapest and the dearest of its prices. */
  leaveUnsplit(bucket: string, energyWh: number): void {
    const sum = emptyBucket()
    sum.energyWh = energyWh
    sum.reason = 'INCOMPLETE_DAY'
    const lows = this.cells.map(({ low }) => low).filter((price) => price !== null)
    const highs = this.cells.map(({ high }) => high).filter((price) => price !== null)
    const isClosed = lows.length === this.cells.length
    bound(sum, energyWh, isClosed ? Math.min(...lows) : null, isClosed ? Math.max(...highs) : null)
    this.apart.set(bucket, sum)
  }

  byBucket(): ReadonlyMap<string, BucketCost> {
    const buckets = new Map<string, BucketCost>()
    const add = (bucket: string, part: BucketCost) => {
      if (part.energyWh === 0) return
      const sum = buckets.get(bucket) ?? emptyBucket()
      addBucket(sum, part)
      buckets.set(bucket, sum)
    }
    for (const [index, sum] of this.sums.entries()) add(this.cells[index]?.bucket ?? '', sum)
    for (const [bucket, sum] of this.apart) add(bucket, sum)
    return buckets
  }
}

function bound(sum: BucketCost, energyWh: number, low: MicroEur | null, high: MicroEur | null): void {
  if (low === null || high === null) sum.isOpen = true
  sum.low += low === null ? 0 : costOf(energyWh, low)
  sum.high += high === null ? 0 : costOf(energyWh, high)
}
