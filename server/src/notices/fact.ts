import type { DayRange, NoticeKind, NoticeLevel, Reason, Text } from '../core/index.js'

/** Something true now that a person should know. */
export interface Fact {
  /** Names the fact: while it is true, and when it comes back within a day, it is the same one. */
  readonly key: string
  readonly kind: NoticeKind
  readonly level: NoticeLevel
  readonly text: Text
  /** null = of no meter. */
  readonly pdl: string | null
  /** null = of no destination. */
  readonly targetId: string | null
  /** Days concerned. Two facts of one key whose ranges lie apart are two facts. */
  readonly range: DayRange | null
  readonly reason: Reason | null
}

type Rest = Partial<Pick<Fact, 'pdl' | 'targetId' | 'range' | 'reason'>>

/** @param key what tells it from the others of its kind. */
export function fact(
  kind: NoticeKind,
  level: NoticeLevel,
  key: readonly (string | number)[],
  text: Text,
  { pdl = null, targetId = null, range = null, reason = null }: Rest = {},
): Fact {
  return { key: [kind, ...key].join('/'), kind, level, text, pdl, targetId, range, reason }
}
