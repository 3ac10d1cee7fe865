import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import { failureOf, type Failure } from '../../graphql/failure'
import {
  CatalogueDocument,
  DeleteOfferDocument,
  OfferHistoryDocument,
  SaveOfferDocument,
  type CatalogueQuery,
  type OfferFilter,
  type OfferInput,
  type ProblemFieldsFragment,
  type WholeOfferFragment,
} from '../../graphql/generated/graphql'

export type CatalogueOffer = CatalogueQuery['offers'][number]

export function useCatalogue(filter: MaybeRefOrGetter<OfferFilter>, today: MaybeRefOrGetter<string>) {
  const { result, error } = useQuery(
    CatalogueDocument,
    () => ({ filter: toValue(filter), today: toValue(today) }),
    { keepPreviousResult: true },
  )
  return {
    offers: computed(() => result.value?.offers ?? null),
    failure: computed(() => failureOf(error.value)),
  }
}

/** An offer with all its versions, found by its name; the private ones, when none is asked. */
export function useHistory(filter: MaybeRefOrGetter<OfferFilter | null>) {
  const { result } = useQuery(
    OfferHistoryDocument,
    () => ({ filter: toValue(filter) }),
    () => ({ enabled: toValue(filter) !== null, keepPreviousResult: true }),
  )
  return { offers: computed<readonly WholeOfferFragment[] | null>(() => result.value?.offers ?? null) }
}

/** Private offers: kept, changed, deleted. */
export function useOfferActions() {
  const refetchQueries = ['Catalogue', 'OfferHistory']
  const keeping = useMutation(SaveOfferDocument, {
    fetchPolicy: 'no-cache',
    refetchQueries,
    awaitRefetchQueries: true,
  })
  const removing = useMutation(DeleteOfferDocument, {
    fetchPolicy: 'no-cache',
    refetchQueries,
    awaitRefetchQueries: true,
  })
  const problem = shallowRef<ProblemFieldsFragment | null>(null)
  const failure = shallowRef<Failure | null>(null)

  function forget(): void {
    problem.value = null
    failure.value = null
  }
  /** The id kept; null when it was refused. */
  async function save(input: OfferInput): Promise<string | null> {
    forget()
    const answer = await keeping.mutate({ input }).catch(() => null)
    const outcome = answer?.data?.saveOffer
    if (outcome?.__typename === 'Offer') return outcome.id
    if (outcome) problem.value = outcome
    else failure.value = failureOf(keeping.error.value) ?? 'OFFLINE'
    return null
  }
  async function remove(id: string): Promise<boolean> {
    forget()
    const answer = await removing.mutate({ id }).catch(() => null)
    if (answer?.data) return true
    failure.value = failureOf(removing.error.value) ?? 'OFFLINE'
    return false
  }
  return { problem, failure, saving: keeping.loading, save, remove, forget }
}
