import type { Place, Source, StackedDay, StackedSlot } from './layer.js'
import { isAbove } from './layer.js'

const MINUTE_MS = 60_000

/**
 * Intervals of all layers, oldest first → the place of each, aligned. An interval shows where none of a layer above
 * touches it: what remains of one that is partly covered is not known, and not guessed.
 * It depends on the intervals alone, not on the order in which they came.
 */
export function placeSlots(slots: readonly StackedSlot[]): Place[] {
  const covered = new Uint8Array(slots.length)
  for (const [index, slot] of slots.entries()) {
    const end = slot.startAt + slot.minutes * MINUTE_MS
    for (let next = index + 1; next < slots.length; next++) {
      const other = slots[next]
      if (!other || other.startAt >= end) break
      if (isAbove(other, slot)) covered[index] = 1
      else if (isAbove(slot, other)) covered[next] = 1
    }
  }
  return slots.map(({ powerW }, index) =>
    covered[index] === 1 ? 'BENEATH' : powerW === null ? 'IN_FORCE' : 'SHOWN',
  )
}

/** Values of whole days, of all layers and in any order → the place of each, aligned. */
export function placeDays(values: readonly StackedDay[]): Place[] {
  const tops = new Map<string, StackedDay>()
  for (const value of values) {
    const top = tops.get(value.day)
    if (!top || isAbove(value, top)) tops.set(value.day, value)
  }
  return values.map((value) =>
    tops.get(value.day) !== value ? 'BENEATH' : value.value === null ? 'IN_FORCE' : 'SHOWN',
  )
}

/** What must be taken from its place and what must be put at one, so that `before` becomes `after`. */
export interface Moves<V> {
  readonly taken: readonly Located<V>[]
  readonly put: readonly Located<V>[]
}

export interface Located<V> {
  readonly value: V
  readonly place: Place
}

/** @param keyOf one key per value and source; @param isSame whether two values of a key say the same. */
export function movesOf<V extends Source>(
  before: readonly Located<V>[],
  after: readonly Located<V>[],
  keyOf: (value: V) => string,
  isSame: (one: V, other: V) => boolean,
): Moves<V> {
  const held = new Map(before.map((located) => [keyOf(located.value), located]))
  const put: Located<V>[] = []
  for (const located of after) {
    const key = keyOf(located.value)
    const old = held.get(key)
    if (old?.place === located.place && isSame(old.value, located.value)) held.delete(key)
    else put.push(located)
  }
  return { taken: [...held.values()], put }
}
