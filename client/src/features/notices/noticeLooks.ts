import type { NoticeFieldsFragment, NoticeLevel } from '../../graphql/generated/graphql'
import type { Mark } from '../../ui/StateMark.vue'

export const marks: Record<NoticeLevel, Mark> = { INFO: 'idle', WARNING: 'warn', ERROR: 'error' }

type Noticed = Pick<NoticeFieldsFragment, 'kind' | 'exportTargetId'>

/** The page of ours where a person can do something about it; null = there is none. */
export function pageOf({ kind, exportTargetId }: Noticed): string | null {
  switch (kind) {
    case 'TEMPO_TOMORROW':
      return '/tempo'
    case 'ECOWATT':
      return '/ecowatt'
    case 'GAP':
    case 'POWER':
    case 'BASE_LOAD':
      return '/consumption'
    case 'NO_INJECTION':
      return '/production'
    case 'BUDGET':
    case 'PRICE_EXPIRED':
    case 'OFFER_UPDATED':
      return '/consumption/euro'
    case 'CREDENTIALS':
      return '/settings'
    case 'EXPORT_FAILING':
      return exportTargetId === null ? '/export' : `/export?target=${exportTargetId}`
    case 'CONSENT':
    case 'QUOTA':
      return null
  }
}

const ranks: Record<NoticeLevel, number> = { ERROR: 0, WARNING: 1, INFO: 2 }

/** Most serious first, then newest first. */
export function byWeight<N extends Pick<NoticeFieldsFragment, 'level' | 'since'>>(
  notices: readonly N[],
): N[] {
  return [...notices].sort(
    (a, b) => ranks[a.level] - ranks[b.level] || (a.since < b.since ? 1 : a.since > b.since ? -1 : 0),
  )
}
