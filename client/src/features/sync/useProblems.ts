import { computed, type ComputedRef } from 'vue'
import type { ProblemFieldsFragment } from '../../graphql/generated/graphql'
import type { UsagePoint } from '../usage-points/useUsagePoints'
import { markOf, worthSaying } from './problems'
import type { Sync } from './useSync'

/** What deserves attention, whatever the page. */
export function useProblems(sync: Sync, points: ComputedRef<readonly UsagePoint[]>) {
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
    /** Said on top: what concerns everything, and what is serious wherever it is. */
    top: computed(() => all.value.filter(({ pdl, code }) => pdl === null || markOf(code) === 'error')),
  }
}
