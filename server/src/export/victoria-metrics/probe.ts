import { randomUUID } from 'node:crypto'

import type { Instant } from '../../core/index.js'
import type { VictoriaMetricsClient } from './client.js'
import { linesOf } from './lines.js'
import type { Pace } from './pace.js'
import type { SeriesId } from './series.js'
import { keyOf, selectorOf } from './series.js'

export const PROBE = 'linky_probe'

export interface Probed {
  /** Instants that it keeps, among those tried. */
  readonly kept: ReadonlySet<Instant>
  /** Why the probe could not be deleted afterwards; null = it was. */
  readonly deletion: unknown
}

/** Writes a series of its own at these instants, reads it back, deletes it. The newest one tells when to stop waiting. */
export async function probe(
  client: VictoriaMetricsClient,
  pace: Pace,
  instants: readonly Instant[],
): Promise<Probed> {
  const series: SeriesId = { name: PROBE, labels: { kind: randomUUID() } }
  const newest = Math.max(...instants)
  const span = { from: Math.min(...instants), to: newest + 1 }
  const look = async () =>
    new Set((await client.held([series], span)).get(keyOf(series))?.map(({ at }) => at))
  await client.import([
    ...linesOf(
      series,
      instants.map((at) => ({ at, value: 1 })),
    ),
  ])
  const startedAt = performance.now()
  let kept = new Set<Instant>()
  do {
    await client.pause(pace.firstLookMs)
    kept = await look()
  } while (!kept.has(newest) && performance.now() - startedAt < pace.giveUpMs)
  if (kept.size < instants.length) {
    await client.pause(pace.firstLookMs)
    kept = await look()
  }
  const deletion: unknown = await client.deleteSeries([selectorOf(series)]).then(
    () => null,
    (refused: unknown) => refused,
  )
  return { kept, deletion }
}
