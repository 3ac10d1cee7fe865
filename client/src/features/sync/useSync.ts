import { useMutation, useQuery, useSubscription } from '@vue/apollo-composable'
import { computed, inject, provide, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { failureOf, type Failure } from '../../graphql/failure'
import {
  StartSyncDocument,
  SyncProgressDocument,
  SyncStatusDocument,
  type ProblemFieldsFragment,
  type SyncProgressSubscription,
  type SyncStatusQuery,
} from '../../graphql/generated/graphql'

export type SyncStatus = SyncStatusQuery['syncStatus']
export type SyncProgress = SyncProgressSubscription['syncProgress']

export interface Sync {
  status: ComputedRef<SyncStatus | null>
  /** The latest event of the run under way; null when idle. */
  progress: ComputedRef<SyncProgress | null>
  failure: ComputedRef<Failure | null>
  /** Why the last start by hand was refused. */
  refusal: Ref<ProblemFieldsFragment | null>
  starting: Ref<boolean>
  start: () => Promise<void>
  refresh: () => Promise<unknown>
}

const key: InjectionKey<Sync> = Symbol('sync')
const POLL_MS = 60_000

/** One status query and one subscription for the whole page. */
export function provideSync(): Sync {
  const query = useQuery(SyncStatusDocument, null, { pollInterval: POLL_MS })
  const events = useSubscription(SyncProgressDocument)
  const { mutate, loading: starting } = useMutation(StartSyncDocument, { fetchPolicy: 'no-cache' })
  const refusal = ref<ProblemFieldsFragment | null>(null)

  const status = computed(() => query.result.value?.syncStatus ?? null)
  const progress = computed(() => {
    const event = events.result.value?.syncProgress
    return event?.state === 'RUNNING' && status.value?.current?.id === event.runId ? event : null
  })
  const refresh = async () => query.refetch()

  // A new step, a new run or the end of one: the steps themselves must be read again.
  watch(
    () => {
      const event = events.result.value?.syncProgress
      return event && `${event.runId} ${event.step} ${event.state}`
    },
    () => void refresh(),
  )

  async function start(): Promise<void> {
    const answer = await mutate({}).catch(() => null)
    const outcome = answer?.data?.startSync
    refusal.value = outcome?.__typename === 'Problem' && outcome.code !== 'ALREADY_RUNNING' ? outcome : null
    await refresh()
  }

  const failure = computed(() => failureOf(query.error.value))
  const sync = { status, progress, failure, refusal, starting, start, refresh }
  provide(key, sync)
  return sync
}

export function useSync(): Sync {
  const sync = inject(key)
  if (!sync) throw new Error('useSync() needs provideSync() above it.')
  return sync
}
