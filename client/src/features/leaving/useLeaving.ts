import { useApolloClient, useMutation } from '@vue/apollo-composable'
import { ref } from 'vue'
import {
  DeleteUsagePointDocument,
  type DeleteUsagePointMutation,
  type Reason,
} from '../../graphql/generated/graphql'

export type Deletion = Extract<DeleteUsagePointMutation['deleteUsagePoint'], { rows: number }>

/** Everything of a meter goes, here and where destinations can delete. */
export function useLeaving() {
  const { client } = useApolloClient()
  const { mutate } = useMutation(DeleteUsagePointDocument, { fetchPolicy: 'no-cache' })
  const busy = ref(false)
  const done = ref<Deletion | null>(null)
  /** UNSENT: the server did not answer. */
  const failure = ref<Reason | 'UNSENT' | null>(null)

  async function leave(pdl: string, confirm: string, purgeTargets: boolean): Promise<boolean> {
    busy.value = true
    failure.value = null
    const answer = await mutate({ pdl, confirm, purgeTargets }).catch(() => null)
    const told = answer?.data?.deleteUsagePoint
    if (told && 'rows' in told) done.value = told
    else failure.value = told?.code ?? 'UNSENT'
    if (failure.value === null) await client.refetchQueries({ include: 'active' })
    busy.value = false
    return failure.value === null
  }
  return { busy, done, failure, leave }
}
