import type { Held, VictoriaMetricsClient } from './client.js'
import type { Span } from './comparison.js'
import { within } from './comparison.js'
import type { Part } from './parts.js'
import type { Sample } from './series.js'

/** What the destination holds of some parts, and around them. */
export function readParts(client: VictoriaMetricsClient, parts: readonly Part[]): Promise<Held> {
  return client.held(
    parts.map(({ series }) => series),
    spanOf(parts),
  )
}

/** What was read, within a part. */
export function heldOf(held: Held, { key, spans }: Part): Sample[] {
  return within(held.get(key) ?? [], spans)
}

function spanOf(parts: readonly Part[]): Span {
  let [from, to] = [Infinity, -Infinity]
  for (const { spans } of parts)
    for (const span of spans) [from, to] = [Math.min(from, span.from), Math.max(to, span.to)]
  return { from, to }
}
