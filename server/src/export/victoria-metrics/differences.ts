import { endOf, startOf } from '../../core/index.js'
import type { ExportDifference } from '../exporter.js'
import { compare, isSame, within } from './comparison.js'
import type { Part } from './parts.js'
import type { Sample } from './series.js'

/** Days of a part that are not held as they should: one line a day, of its sum where values add up, else of its first fault. */
export function differencesOf(part: Part, held: readonly Sample[]): ExportDifference[] {
  const { of, key, wanted } = part
  if (of === null || isHeld(compare(wanted, held))) return []
  const { unit, additive } = of.definition
  return of.days.flatMap((day): ExportDifference[] => {
    const span = [{ from: startOf(day), to: endOf(day) }]
    const [mine, theirs] = [within(wanted, span), within(held, span)]
    if (isHeld(compare(mine, theirs))) return []
    const [expected, found] = [sumOf(mine), theirs.length > 0 ? sumOf(theirs) : null]
    if (additive && (found === null || !isSame(expected, found)))
      return [{ key, at: startOf(day), expected, found, unit }]
    return [{ key, unit, ...firstFault(mine, theirs) }]
  })
}

function isHeld({ missing, wrong }: ReturnType<typeof compare>): boolean {
  return missing.length === 0 && wrong === 0
}

function sumOf(samples: readonly Sample[]): number {
  return Number(samples.reduce((sum, { value }) => sum + value, 0).toFixed(6))
}

function firstFault(mine: readonly Sample[], theirs: readonly Sample[]) {
  for (const { at, value } of mine) {
    const found = theirs.filter((sample) => sample.at === at)
    if (found.length === 1 && isSame(value, found[0]?.value ?? NaN)) continue
    return { at, expected: value, found: found.length === 0 ? null : sumOf(found) }
  }
  const extra = theirs.find(({ at }) => mine.every((sample) => sample.at !== at))
  return { at: extra?.at ?? null, expected: 0, found: extra?.value ?? null }
}
