import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, ref } from 'vue'
import {
  SaveSettingsDocument,
  SettingsDocument,
  type ProblemFieldsFragment,
  type SettingsFieldsFragment,
  type SettingsInput,
} from '../../graphql/generated/graphql'

export type Settings = SettingsFieldsFragment
export type Outcome = 'saved' | 'refused' | 'unsent' | null

/** Preferences and alert rules, as the server keeps them. Each user of it has its own outcome. */
export function useSettings() {
  const query = useQuery(SettingsDocument)
  const { mutate, loading: saving } = useMutation(SaveSettingsDocument, { fetchPolicy: 'no-cache' })
  const outcome = ref<Outcome>(null)
  const problem = ref<ProblemFieldsFragment | null>(null)

  /** @returns what is kept now; null when it was refused or did not arrive. */
  async function save(input: SettingsInput): Promise<Settings | null> {
    outcome.value = null
    problem.value = null
    const answer = (await mutate({ input }).catch(() => null))?.data?.saveSettings
    if (!answer) {
      outcome.value = 'unsent'
      return null
    }
    if (answer.__typename === 'Problem') {
      problem.value = answer
      outcome.value = 'refused'
      return null
    }
    outcome.value = 'saved'
    await query.refetch()?.catch(() => null)
    return answer
  }
  return {
    settings: computed(() => query.result.value?.settings ?? null),
    failed: computed(() => Boolean(query.error.value)),
    save,
    saving,
    outcome,
    problem,
  }
}
