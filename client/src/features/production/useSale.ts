import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import {
  SaleContractDocument,
  SaveSaleContractDocument,
  type ContractPeriodInput,
  type ProblemFieldsFragment,
} from '../../graphql/generated/graphql'

/** What is sold of the injection, and at what price; how it is changed. */
export function useSale(pdl: MaybeRefOrGetter<string | null>) {
  const { result } = useQuery(
    SaleContractDocument,
    () => ({ pdl: toValue(pdl) ?? '' }),
    () => ({ enabled: toValue(pdl) !== null }),
  )
  const { mutate, loading } = useMutation(SaveSaleContractDocument, {
    fetchPolicy: 'no-cache',
    refetchQueries: 'active',
    awaitRefetchQueries: true,
  })
  const problem = shallowRef<ProblemFieldsFragment | null>(null)
  const unsent = shallowRef(false)

  /** True when it was kept. */
  async function save(periods: ContractPeriodInput[]): Promise<boolean> {
    const answer = await mutate({ pdl: toValue(pdl) ?? '', periods }).catch(() => null)
    const outcome = answer?.data?.saveTimeline
    problem.value = outcome?.__typename === 'Problem' ? outcome : null
    unsent.value = !outcome
    return outcome?.__typename === 'UsagePoint'
  }
  return {
    periods: computed(() => result.value?.usagePoint?.sale ?? null),
    save,
    saving: loading,
    problem,
    unsent,
  }
}
