import type { Instant, NoticeKind } from '../core/index.js'
import type { Fact } from './fact.js'
import type { StoredNotice } from './stored-notice.entity.js'

/** What is known of a notice that spoke. */
export type Held = Pick<
  StoredNotice,
  'id' | 'key' | 'kind' | 'level' | 'reason' | 'fromDate' | 'toDate' | 'text' | 'dismissedAt' | 'goneAt'
>

/** What is to be written, and said. */
export interface Settlement<H extends Held = Held> {
  /** They speak for the first time. */
  readonly raised: readonly Fact[]
  /** `lifts`: the fact itself changed, and shows again although it was dismissed. */
  readonly changed: readonly { readonly held: H; readonly fact: Fact; readonly lifts: boolean }[]
  readonly gone: readonly H[]
}

/** A fact that comes back sooner is the same one, and says nothing new. */
const SAME_FOR_MS = 24 * 60 * 60_000

/**
 * Facts of this moment against what spoke before. Each speaks once while it lasts.
 * @param known kinds that could be looked at: of the others nothing is concluded.
 */
export function settle<H extends Held>(
  held: readonly H[],
  facts: readonly Fact[],
  known: ReadonlySet<NoticeKind>,
  now: Instant,
): Settlement<H> {
  const raised: Fact[] = []
  const changed: { held: H; fact: Fact; lifts: boolean }[] = []
  const met = new Set<H>()
  for (const fact of facts) {
    const same = held
      .filter((one) => !met.has(one) && isSame(one, fact) && isRecent(one, now))
      .sort((a, b) => Number(a.goneAt ?? 0) - Number(b.goneAt ?? 0))[0]
    if (!same) {
      raised.push(fact)
      continue
    }
    met.add(same)
    const lifts = same.level !== fact.level || (same.reason ?? null) !== fact.reason
    if (lifts || same.goneAt || isReworded(same, fact)) changed.push({ held: same, fact, lifts })
  }
  const gone = held.filter((one) => !one.goneAt && known.has(one.kind) && !met.has(one))
  return { raised, changed, gone }
}

function isSame({ key, fromDate, toDate }: Held, fact: Fact): boolean {
  if (key !== fact.key) return false
  if (!fact.range || !fromDate || !toDate) return true
  return fromDate <= fact.range.to && fact.range.from <= toDate
}

function isRecent({ goneAt }: Held, now: Instant): boolean {
  return !goneAt || now - goneAt.getTime() < SAME_FOR_MS
}

function isReworded({ text, fromDate, toDate }: Held, fact: Fact): boolean {
  return (
    text.fr !== fact.text.fr ||
    text.en !== fact.text.en ||
    (fromDate ?? null) !== (fact.range?.from ?? null) ||
    (toDate ?? null) !== (fact.range?.to ?? null)
  )
}
