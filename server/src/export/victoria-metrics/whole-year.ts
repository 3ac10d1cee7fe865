import type { Day } from '../../core/index.js'
import { endOf, startOf } from '../../core/index.js'
import type { Sample } from './series.js'

/**
 * A year as it is to be rewritten, oldest first: our samples, and on days of which we know nothing what the destination
 * holds, once. Days among `changed` are ours even when empty.
 */
export function wholeYear(
  days: readonly Day[],
  ours: readonly Sample[],
  held: readonly Sample[],
  changed: ReadonlySet<Day>,
): Sample[] {
  const year: Sample[] = []
  let [mine, theirs] = [0, 0]
  for (const day of days) {
    const [start, end] = [startOf(day), endOf(day)]
    const known = take(ours, mine, start, end)
    const found = take(held, theirs, start, end)
    mine = known.next
    theirs = found.next
    if (known.samples.length > 0 || changed.has(day)) year.push(...known.samples)
    else year.push(...found.samples.filter(({ at }, index, all) => all[index - 1]?.at !== at))
  }
  return year
}

function take(samples: readonly Sample[], from: number, start: number, end: number) {
  let first = from
  while (first < samples.length && (samples[first]?.at ?? 0) < start) first++
  let next = first
  while (next < samples.length && (samples[next]?.at ?? 0) < end) next++
  return { samples: samples.slice(first, next), next }
}
