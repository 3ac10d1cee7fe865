import { useApolloClient, useMutation, useQuery, useSubscription } from '@vue/apollo-composable'
import { computed, ref, watch } from 'vue'
import { failureOf } from '../../graphql/failure'
import {
  ApplyImportDocument,
  DeleteImportDocument,
  FileImportDocument,
  FileImportsDocument,
  ImportProgressDocument,
  PreviewImportDocument,
  UndoImportDocument,
  type ProblemFieldsFragment,
} from '../../graphql/generated/graphql'
import { sendFile } from './sendFile'

const LISTED = 20
const fresh = { fetchPolicy: 'no-cache' } as const

/** Files sent, the one that is looked at, and what can be done with each. */
export function useImports() {
  const { client } = useApolloClient()
  const list = useQuery(FileImportsDocument, { limit: LISTED })
  const currentId = ref<string | null>(null)
  const detail = useQuery(
    FileImportDocument,
    () => ({ id: currentId.value ?? '' }),
    // Asked again when it is read: the answer of a question put before would say that it is not.
    () => ({ enabled: currentId.value !== null, context: { queryDeduplication: false } }),
  )
  const events = useSubscription(
    ImportProgressDocument,
    () => ({ id: currentId.value ?? '' }),
    () => ({ enabled: currentId.value !== null }),
  )
  const sending = ref<{ name: string; abort: AbortController } | null>(null)
  const problem = ref<Pick<ProblemFieldsFragment, 'code'> | { code: 'UNSENT' } | null>(null)
  const busy = ref(false)

  const file = computed(() => {
    const found = detail.result.value?.fileImport
    return found?.id === currentId.value ? found : null
  })
  const progress = computed(() => {
    const event = events.result.value?.importProgress
    return event?.importId === currentId.value && !event.done ? event : null
  })

  async function refresh(): Promise<void> {
    await Promise.all([list.refetch(), currentId.value === null ? null : detail.refetch()]).catch(() => null)
  }
  watch(
    () => events.result.value?.importProgress,
    (event) => {
      if (event?.done) void refresh()
    },
  )

  async function send(chosen: File): Promise<void> {
    const abort = new AbortController()
    sending.value = { name: chosen.name, abort }
    problem.value = null
    currentId.value = null
    const sent = await sendFile(chosen, abort.signal)
    sending.value = null
    if (abort.signal.aborted) return
    if (sent === null) problem.value = { code: 'UNSENT' }
    else if ('code' in sent) problem.value = sent as Pick<ProblemFieldsFragment, 'code'>
    else currentId.value = sent.id
    await refresh()
  }

  const { mutate: previewImport } = useMutation(PreviewImportDocument, fresh)
  const { mutate: applyImport } = useMutation(ApplyImportDocument, fresh)
  const { mutate: undoImport } = useMutation(UndoImportDocument, fresh)
  const { mutate: deleteImport } = useMutation(DeleteImportDocument, fresh)

  /** One act at a time. @returns whether it was done. */
  async function act<T extends { __typename?: string }>(
    work: () => Promise<T | null | undefined>,
  ): Promise<boolean> {
    busy.value = true
    problem.value = null
    const outcome = await work().catch(() => null)
    busy.value = false
    if (!outcome) problem.value = { code: 'UNSENT' }
    else if (outcome.__typename === 'Problem') problem.value = outcome as unknown as ProblemFieldsFragment
    await refresh()
    return outcome !== null && outcome !== undefined && outcome.__typename !== 'Problem'
  }

  return {
    files: computed(() => list.result.value?.fileImports ?? []),
    known: computed(() => list.result.value !== undefined),
    failure: computed(() => failureOf(list.error.value)),
    file,
    progress,
    sending,
    problem,
    busy,
    send,
    look: (id: string | null) => {
      problem.value = null
      currentId.value = id
    },
    stop: () => sending.value?.abort.abort(),
    chooseMeter: (id: string, pdl: string) =>
      act(async () => (await previewImport({ id, pdl }))?.data?.previewImport),
    apply: async (id: string, onlyGaps: boolean) => {
      const done = await act(async () => (await applyImport({ id, onlyGaps }))?.data?.applyImport)
      if (done)
        await client.refetchQueries({ include: ['UsagePoints'] }).then(
          () => undefined,
          () => undefined,
        )
      return done
    },
    undo: (id: string) => act(async () => (await undoImport({ id }))?.data?.undoImport),
    forget: async (id: string) => {
      if (currentId.value === id) currentId.value = null
      await deleteImport({ id }).catch(() => null)
      await refresh()
    },
  }
}
