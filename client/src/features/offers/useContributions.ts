import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, shallowRef } from 'vue'
import { failureOf, type Failure } from '../../graphql/failure'
import {
  ContributionsDocument,
  DeleteContributionDocument,
  ReplyToContributionDocument,
  SaveContributionDocument,
  type ContributionFieldsFragment,
  type ContributionInput,
  type ProblemFieldsFragment,
} from '../../graphql/generated/graphql'

export type Contribution = ContributionFieldsFragment

/** Reviewers answer within days: a page left open still hears of it. */
const ASK_MS = 300_000

export function useContributions() {
  const { result, error, refetch } = useQuery(ContributionsDocument, null, { pollInterval: ASK_MS })
  const options = { fetchPolicy: 'no-cache' } as const
  const keeping = useMutation(SaveContributionDocument, options)
  const replying = useMutation(ReplyToContributionDocument, options)
  const removing = useMutation(DeleteContributionDocument, options)
  const problem = shallowRef<ProblemFieldsFragment | null>(null)
  const failure = shallowRef<Failure | null>(null)

  function forget(): void {
    problem.value = null
    failure.value = null
  }
  type Outcome = { __typename: 'Contribution'; id: string } | ProblemFieldsFragment
  async function told(outcome: Outcome | undefined, fault: () => Failure | null): Promise<string | null> {
    if (!outcome) failure.value = fault() ?? 'OFFLINE'
    else if (outcome.__typename === 'Problem') problem.value = outcome
    await refetch()
    return outcome?.__typename === 'Contribution' ? outcome.id : null
  }

  /** Its id when it was kept; a refusal by the gateway leaves the draft, with its problem inside. */
  async function save(input: ContributionInput, send: boolean): Promise<string | null> {
    forget()
    const answer = await keeping.mutate({ input, send }).catch(() => null)
    return told(answer?.data?.saveContribution, () => failureOf(keeping.error.value))
  }
  async function reply(id: string, message: string): Promise<boolean> {
    forget()
    const answer = await replying.mutate({ id, message }).catch(() => null)
    const kept = await told(answer?.data?.replyToContribution, () => failureOf(replying.error.value))
    return kept !== null
  }
  async function remove(id: string): Promise<boolean> {
    forget()
    const answer = await removing.mutate({ id }).catch(() => null)
    if (!answer?.data) failure.value = failureOf(removing.error.value) ?? 'OFFLINE'
    await refetch()
    return Boolean(answer?.data)
  }
  return {
    contributions: computed(() => result.value?.contributions ?? null),
    listFailure: computed(() => failureOf(error.value)),
    problem,
    failure,
    saving: computed(() => keeping.loading.value || replying.loading.value || removing.loading.value),
    save,
    reply,
    remove,
    forget,
  }
}
