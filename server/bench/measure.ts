/** What a ratio may be at most, or how far above its floor a figure may stand. */
export type Target = { readonly ratio: number } | { readonly aboveMs: number }

export interface Figure {
  readonly measure: string
  readonly ours: number
  readonly unit: 'ms' | 's' | 'MB' | '/s'
  /** The least that the same work can take, measured in turn with it; null = nothing to compare with. */
  readonly floor: number | null
  /** Median of ours / floor, pair by pair: what slows the machine for a while slows both of a pair. */
  readonly ratio: number | null
  /** Median of ours − floor, pair by pair. */
  readonly above: number | null
  readonly target: Target | null
  readonly met: boolean | null
}

/** One side of a comparison. `before` prepares, outside the measured time. */
export interface Side {
  readonly before?: () => Promise<unknown>
  readonly run: () => Promise<unknown>
}

/** Milliseconds of both sides, one after the other. */
export interface Pair {
  readonly ours: number
  readonly floor: number
}

export interface Comparison {
  readonly measure: string
  readonly ours: Side
  readonly floor: Side
  readonly target?: Target
  readonly warmUps?: number
  readonly times: number
}

/** Runs floor and ours in turn, after a warm-up of both. */
export async function compare(comparison: Comparison): Promise<Figure> {
  const { measure, ours, floor, target = null, warmUps = 1, times } = comparison
  const pairs: Pair[] = []
  for (let turn = -warmUps; turn < times; turn++) {
    const pair = { floor: await timeOf(floor), ours: await timeOf(ours) }
    if (turn >= 0) pairs.push(pair)
  }
  return figureOf(measure, pairs, target)
}

export function figureOf(measure: string, pairs: readonly Pair[], target: Target | null): Figure {
  const ratio = median(pairs.map((pair) => pair.ours / pair.floor))
  const above = median(pairs.map((pair) => pair.ours - pair.floor))
  return {
    measure,
    ours: median(pairs.map((pair) => pair.ours)),
    unit: 'ms',
    floor: median(pairs.map((pair) => pair.floor)),
    ratio,
    above,
    target,
    met: target && ('ratio' in target ? ratio <= target.ratio : above <= target.aboveMs),
  }
}

/** A figure that has no floor and no target. */
export function plain(measure: string, ours: number, unit: Figure['unit']): Figure {
  return { measure, ours, unit, floor: null, ratio: null, above: null, target: null, met: null }
}

async function timeOf({ before, run }: Side): Promise<number> {
  await before?.()
  const start = performance.now()
  await run()
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2
}
