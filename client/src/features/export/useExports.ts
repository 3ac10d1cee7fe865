import { useQuery, useSubscription } from '@vue/apollo-composable'
import {
  computed,
  inject,
  provide,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import { failureOf, type Failure } from '../../graphql/failure'
import { ExportProgressDocument, ExportTargetsDocument } from '../../graphql/generated/graphql'
import type { ExportTarget, ProgressById } from './health'

export interface Exports {
  targets: ComputedRef<readonly ExportTarget[]>
  known: ComputedRef<boolean>
  failure: ComputedRef<Failure | null>
  /** Newest event of each destination whose run is under way. */
  progress: Readonly<ShallowRef<ProgressById>>
  refresh: () => Promise<unknown>
}

const key: InjectionKey<Exports> = Symbol('exports')
const POLL_MS = 60_000

/** One list and one subscription for the whole product: every page tells when an export needs a hand. */
export function provideExports(): Exports {
  const query = useQuery(ExportTargetsDocument, null, { pollInterval: POLL_MS })
  const events = useSubscription(ExportProgressDocument)
  const progress = shallowRef<ProgressById>({})
  const targets = computed(() => query.result.value?.exportTargets ?? [])
  const refresh = async () => query.refetch()?.catch(() => null)

  watch(
    () => events.result.value?.exportProgress,
    (event, before) => {
      if (!event) return
      const others = Object.entries(progress.value).filter(([id]) => id !== event.targetId)
      const running = event.state === 'RUNNING' ? [[event.targetId, event] as const] : []
      progress.value = Object.fromEntries([...others, ...running])
      if (event.state !== 'RUNNING' || event.runId !== before?.runId) void refresh()
    },
  )
  const exports = {
    targets,
    known: computed(() => query.result.value !== undefined),
    failure: computed(() => failureOf(query.error.value)),
    progress,
    refresh,
  }
  provide(key, exports)
  return exports
}

export function useExports(): Exports {
  const exports = inject(key)
  if (!exports) throw new Error('useExports() needs provideExports() above it.')
  return exports
}
