import { useMutation } from '@vue/apollo-composable'
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { SetBudgetDocument, UsagePointsDocument } from '../../graphql/generated/graphql'
import type { UsagePoint } from '../usage-points/useUsagePoints'

/** Monthly target of a meter, €, kept by the server, whose alerts know it too. */
export function useBudget(point: MaybeRefOrGetter<UsagePoint | null>) {
  const failed = ref(false)
  const { mutate } = useMutation(SetBudgetDocument, {
    refetchQueries: [{ query: UsagePointsDocument }],
  })
  return {
    target: computed(() => toValue(point)?.monthlyBudgetEur ?? null),
    /** The last target given is not kept. */
    failed,
    set: async (eur: number | null): Promise<void> => {
      const pdl = toValue(point)?.pdl
      if (pdl === undefined) return
      const answer = await mutate({ pdl, eur }).catch(() => null)
      failed.value = answer?.data?.updateUsagePoint.__typename !== 'UsagePoint'
    },
  }
}
