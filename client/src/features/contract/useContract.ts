import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { addDays, parisMidnight } from '../../format/paris'
import { failureOf, type Failure } from '../../graphql/failure'
import {
  ContractDocument,
  OfferNamesDocument,
  PricesNowDocument,
  RereadContractDocument,
  SaveTimelineDocument,
  type ContractPeriodInput,
  type PeriodFieldsFragment,
  type ProblemFieldsFragment,
} from '../../graphql/generated/graphql'

export type Contract = PeriodFieldsFragment

/** The contract of a meter through time, and how it is changed. */
export function useContract(pdl: MaybeRefOrGetter<string | null>) {
  const { result, error } = useQuery(
    ContractDocument,
    () => ({ pdl: toValue(pdl) ?? '' }),
    () => ({ enabled: toValue(pdl) !== null }),
  )
  const refetchQueries = ['Contract', 'PricesNow']
  const keeping = useMutation(SaveTimelineDocument, {
    fetchPolicy: 'no-cache',
    refetchQueries,
    awaitRefetchQueries: true,
  })
  const reading = useMutation(RereadContractDocument, { fetchPolicy: 'no-cache', refetchQueries })
  const problem = shallowRef<ProblemFieldsFragment | null>(null)
  const failure = shallowRef<Failure | null>(null)

  watch(
    () => toValue(pdl),
    () => {
      problem.value = null
      failure.value = null
    },
  )

  /** null returns to what the gateway tells. True when it was kept. */
  async function save(periods: ContractPeriodInput[] | null): Promise<boolean> {
    failure.value = null
    problem.value = null
    const answer = await keeping.mutate({ pdl: toValue(pdl) ?? '', periods }).catch(() => null)
    const outcome = answer?.data?.saveTimeline
    if (!outcome) failure.value = failureOf(keeping.error.value) ?? 'OFFLINE'
    else if (outcome.__typename === 'Problem') problem.value = outcome
    return outcome?.__typename === 'UsagePoint'
  }

  async function reread(): Promise<void> {
    problem.value = null
    const answer = await reading.mutate({ pdl: toValue(pdl) ?? '' }).catch(() => null)
    const outcome = answer?.data?.refreshUsagePoint
    if (outcome?.__typename === 'Problem') problem.value = outcome
  }

  return {
    timeline: computed<readonly Contract[] | null>(() => result.value?.usagePoint?.timeline ?? null),
    error: computed(() => failureOf(error.value)),
    problem,
    failure,
    saving: keeping.loading,
    rereading: reading.loading,
    save,
    reread,
  }
}

/** Price steps of today and tomorrow, as far as they are known. */
export function usePrices(pdl: MaybeRefOrGetter<string | null>, today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    PricesNowDocument,
    () => ({
      pdl: toValue(pdl) ?? '',
      from: parisMidnight(toValue(today)),
      to: parisMidnight(addDays(toValue(today), 2)),
    }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { prices: computed(() => result.value?.usagePoint?.prices ?? null) }
}

/** Every offer by name, to follow one of them. */
export function useOfferNames(enabled: MaybeRefOrGetter<boolean>) {
  const { result } = useQuery(OfferNamesDocument, null, () => ({ enabled: toValue(enabled) }))
  return { offers: computed(() => result.value?.offers ?? []) }
}

export type OfferName = ReturnType<typeof useOfferNames>['offers']['value'][number]
