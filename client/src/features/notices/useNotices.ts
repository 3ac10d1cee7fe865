import { useMutation, useQuery, useSubscription } from '@vue/apollo-composable'
import { computed, inject, provide, watch, type ComputedRef, type InjectionKey } from 'vue'
import {
  DismissNoticeDocument,
  NoticesChangedDocument,
  NoticesDocument,
  type NoticeFieldsFragment,
} from '../../graphql/generated/graphql'

export interface Notices {
  /** Newest first; those that were dismissed are left out. */
  all: ComputedRef<readonly NoticeFieldsFragment[]>
  /** False until the first answer. */
  known: ComputedRef<boolean>
  dismiss: (id: string) => Promise<void>
}

const key: InjectionKey<Notices> = Symbol('notices')
const POLL_MS = 5 * 60_000

/** One list and one subscription for the whole product: a fact shows on every page as it appears, and goes with it. */
export function provideNotices(): Notices {
  const query = useQuery(NoticesDocument, null, { pollInterval: POLL_MS })
  const events = useSubscription(NoticesChangedDocument)
  const { mutate } = useMutation(DismissNoticeDocument)
  const refresh = async () => query.refetch()?.catch(() => null)

  watch(
    () => events.result.value?.noticesChanged,
    (event) => {
      if (event) void refresh()
    },
  )
  const notices = {
    all: computed(() => query.result.value?.notices ?? []),
    known: computed(() => query.result.value !== undefined),
    async dismiss(id: string): Promise<void> {
      await mutate({ id }).catch(() => null)
      await refresh()
    },
  }
  provide(key, notices)
  return notices
}

export function useNotices(): Notices {
  const notices = inject(key)
  if (!notices) throw new Error('useNotices() needs provideNotices() above it.')
  return notices
}
