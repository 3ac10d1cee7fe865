import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, ref } from 'vue'
import {
  MeterSettingsDocument,
  RefreshUsagePointDocument,
  UpdateUsagePointDocument,
  type ProblemFieldsFragment,
  type UsagePointInput,
} from '../../graphql/generated/graphql'
import type { Outcome } from './useSettings'

/** Every meter, hidden ones too, and what is said of them here. */
export function useMeters() {
  const query = useQuery(MeterSettingsDocument)
  const update = useMutation(UpdateUsagePointDocument, { fetchPolicy: 'no-cache' })
  const reread = useMutation(RefreshUsagePointDocument, { fetchPolicy: 'no-cache' })
  const outcome = ref<{ pdl: string; is: Outcome; problem: ProblemFieldsFragment | null } | null>(null)

  async function told(pdl: string, ask: () => Promise<{ __typename?: string } | null>): Promise<boolean> {
    outcome.value = null
    const answer = await ask().catch(() => null)
    const problem = answer?.__typename === 'Problem' ? (answer as ProblemFieldsFragment) : null
    const is = answer === null ? 'unsent' : problem ? 'refused' : 'saved'
    await query.refetch()?.catch(() => null)
    outcome.value = { pdl, is, problem }
    return is === 'saved'
  }
  return {
    meters: computed(() => query.result.value?.usagePoints ?? null),
    busy: computed(() => update.loading.value || reread.loading.value),
    outcome,
    change: (pdl: string, input: UsagePointInput) =>
      told(pdl, async () => (await update.mutate({ pdl, input }))?.data?.updateUsagePoint ?? null),
    readAgain: (pdl: string) =>
      told(pdl, async () => (await reread.mutate({ pdl }))?.data?.refreshUsagePoint ?? null),
  }
}
