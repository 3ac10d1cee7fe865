import type { Instant } from '../../core/index.js'
import type { Sample } from './series.js'

/** Instants [from, to). */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** What a destination lacks of one series, and what it holds wrongly. */
export interface Comparison {
  readonly missing: readonly Sample[]
  /** Held with another value, twice, or not to be held: only a rewriting of the series puts it right. */
  readonly wrong: number
}

/** VictoriaMetrics keeps about twelve significant digits. */
export function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
}

/** Samples inside the spans. Both lists are oldest first, as is the result. */
export function within(samples: readonly Sample[], spans: readonly Span[]): Sample[] {
  const kept: Sample[] = []
  let index = 0
  for (const sample of samples) {
    while (index < spans.length && sample.at >= (spans[index]?.to ?? 0)) index++
    const span = spans[index]
    if (!span) break
    if (sample.at >= span.from) kept.push(sample)
  }
  return kept
}

/** Wanted against held, both oldest first and of the same spans. */
export function compare(wanted: readonly Sample[], held: readonly Sample[]): Comparison {
  const missing: Sample[] = []
  let wrong = 0
  let there = 0
  for (const sample of wanted) {
    while (isBefore(held[there], sample.at)) [wrong, there] = [wrong + 1, there + 1]
    const found = held[there]
    if (found?.at !== sample.at) {
      missing.push(sample)
      continue
    }
    if (!isSame(found.value, sample.value)) wrong++
    there++
    while (held[there]?.at === sample.at) [wrong, there] = [wrong + 1, there + 1]
  }
  return { missing, wrong: wrong + (held.length - there) }
}

function isBefore(sample: Sample | undefined, at: Instant): boolean {
  return sample !== undefined && sample.at < at
}
