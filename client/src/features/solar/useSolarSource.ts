import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, ref, watch } from 'vue'
import {
  SaveSolarSourceDocument,
  SolarSourceDocument,
  type ProblemFieldsFragment,
  type SolarSourceInput,
} from '../../graphql/generated/graphql'
import type { Outcome } from '../settings/useSettings'
import type { Source } from './solarDraft'

const POLL_MS = 3000

/** Where true production comes from, and how it is; asked again and again while it listens. */
export function useSolarSource() {
  const listens = ref(false)
  const query = useQuery(SolarSourceDocument, null, () => ({ pollInterval: listens.value ? POLL_MS : 0 }))
  const { mutate, loading: saving } = useMutation(SaveSolarSourceDocument, { fetchPolicy: 'no-cache' })
  const outcome = ref<Outcome>(null)
  const problem = ref<ProblemFieldsFragment | null>(null)
  const source = computed(() => query.result.value?.solarSource ?? null)
  watch(source, (now) => (listens.value = now?.enabled ?? false), { immediate: true })

  /** @returns what is kept now; null when it was refused or did not arrive. */
  async function save(input: SolarSourceInput): Promise<Source | null> {
    outcome.value = null
    problem.value = null
    const answer = (await mutate({ input }).catch(() => null))?.data?.saveSolarSource
    if (!answer) {
      outcome.value = 'unsent'
      return null
    }
    if (answer.__typename === 'Problem') {
      problem.value = answer
      outcome.value = 'refused'
      return null
    }
    await query.refetch()?.catch(() => null)
    outcome.value = 'saved'
    return answer
  }
  return { source, failed: computed(() => Boolean(query.error.value)), save, saving, outcome, problem }
}
