import { useQuery } from '@vue/apollo-composable'
import { computed } from 'vue'
import { failureOf } from '../../graphql/failure'
import { UsagePointsDocument, type UsagePointsQuery } from '../../graphql/generated/graphql'

export type UsagePoint = UsagePointsQuery['usagePoints'][number]

export function useUsagePoints() {
  const { result, loading, error } = useQuery(UsagePointsDocument)
  return {
    points: computed<readonly UsagePoint[]>(() => result.value?.usagePoints ?? []),
    /** False until the first answer. */
    known: computed(() => result.value !== undefined),
    loading,
    failure: computed(() => failureOf(error.value)),
  }
}
