import { computed, type ComputedRef } from 'vue'
import type { ProblemFieldsFragment } from '../../graphql/generated/graphql'
import type { UsagePoint } from '../usage-points/useUsagePoints'
import { worthSaying } from './notices'
import type { Sync } from './useSync'

/** What deserves attention: what concerns everything goes on top, the rest beside its meter. */
export function useNotices(sync: Sync, points: ComputedRef<readonly UsagePoint[]>) {
  const all = computed<ProblemFieldsFragment[]>(() => {
    const status = sync.status.value
    return worthSaying([
      sync.refusal.value,
      status?.credentials.problem ?? null,
      ...(status?.problems ?? []),
      ...points.value.flatMap(({ problems }) => problems),
    ])
  })
  return {
    all,
    general: computed(() => all.value.filter(({ pdl }) => pdl === null)),
  }
}
