import { useMutation } from '@vue/apollo-composable'
import { ref } from 'vue'
import { SetCredentialsDocument, type ProblemFieldsFragment } from '../../graphql/generated/graphql'

export type Outcome = 'idle' | 'saved' | 'refused' | 'unsent'

/** Write-only: the secret goes out once and is never read back. */
export function useCredentials() {
  const { mutate, loading } = useMutation(SetCredentialsDocument, { fetchPolicy: 'no-cache' })
  const outcome = ref<Outcome>('idle')
  const problem = ref<ProblemFieldsFragment | null>(null)

  async function save(clientId: string, clientSecret: string): Promise<boolean> {
    const variables = { clientId: clientId.trim() || null, clientSecret: clientSecret.trim() }
    const answer = await mutate(variables).catch(() => null)
    const result = answer?.data?.setCredentials
    problem.value = result?.__typename === 'Problem' ? result : (result?.problem ?? null)
    if (!result) outcome.value = 'unsent'
    else outcome.value = problem.value ? 'refused' : 'saved'
    return outcome.value === 'saved'
  }
  return { save, saving: loading, outcome, problem }
}
