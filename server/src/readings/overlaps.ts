import type { CurveReading, Instant } from '../core/index.js'

type Slot = Pick<CurveReading, 'startAt' | 'minutes'>

export interface Resolution {
  /** Starts of held intervals that the incoming ones replace. */
  readonly replaced: readonly Instant[]
  /** Incoming readings to write. */
  readonly accepted: readonly CurveReading[]
}

/**
 * Held and incoming intervals of different lengths → which stand, so that no minute is counted twice and none is lost.
 * Where both cover the same span the finer ones stand; a span that only one of them covers whole keeps that one.
 * Both lists oldest first, none overlapping itself.
 */
export function resolveOverlaps(held: readonly Slot[], incoming: readonly CurveReading[]): Resolution {
  const replaced = new Set<Instant>()
  const refused = new Set<Instant>()
  for (const slot of held) {
    const inside = within(slot, incoming)
    if (inside.length === 0) continue
    if (minutesIn(inside) === slot.minutes) replaced.add(slot.startAt)
    else for (const reading of inside) refused.add(reading.startAt)
  }
  for (const reading of incoming) {
    const inside = within(reading, held)
    if (inside.length === 0) continue
    if (minutesIn(inside) === reading.minutes) refused.add(reading.startAt)
    else for (const slot of inside) replaced.add(slot.startAt)
  }
  return { replaced: [...replaced], accepted: incoming.filter(({ startAt }) => !refused.has(startAt)) }
}

function endOf({ startAt, minutes }: Slot): Instant {
  return startAt + minutes * 60_000
}

function minutesIn(slots: readonly Slot[]): number {
  return slots.reduce((sum, { minutes }) => sum + minutes, 0)
}

/** The strictly shorter slots that lie inside `span`. */
function within<S extends Slot>(span: Slot, slots: readonly S[]): S[] {
  return slotsFrom(span.startAt, slots).filter(
    (slot) => slot.minutes < span.minutes && endOf(slot) <= endOf(span),
  )
}

/** The few slots that start in the hour that follows `start`, found by halving. */
function slotsFrom<S extends Slot>(start: Instant, slots: readonly S[]): S[] {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((slots[middle]?.startAt ?? Infinity) < start) low = middle + 1
    else high = middle
  }
  const found: S[] = []
  for (let index = low; index < slots.length; index++) {
    const slot = slots[index]
    if (!slot || slot.startAt >= start + 60 * 60_000) break
    found.push(slot)
  }
  return found
}
