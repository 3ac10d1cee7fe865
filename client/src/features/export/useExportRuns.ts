import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { ExportRunDetailDocument, ExportRunsDocument } from '../../graphql/generated/graphql'
import { newestCheck } from './runs'

const LIMIT = 60

/** History of a destination, and what its newest verification found. `stamp` changes when a run begins or ends. */
export function useExportRuns(targetId: MaybeRefOrGetter<string | null>, stamp: MaybeRefOrGetter<string>) {
  const query = useQuery(
    ExportRunsDocument,
    () => ({ targetId: toValue(targetId) ?? '', limit: LIMIT }),
    () => ({ enabled: toValue(targetId) !== null, fetchPolicy: 'cache-and-network' as const }),
  )
  watch(
    () => toValue(stamp),
    () => void query.refetch()?.catch(() => null),
  )
  const runs = computed(() => query.result.value?.exportRuns ?? [])
  const check = computed(() => newestCheck(runs.value))
  const detail = useQuery(
    ExportRunDetailDocument,
    () => ({ id: check.value?.id ?? '' }),
    () => ({ enabled: check.value !== null }),
  )
  return {
    runs,
    known: computed(() => query.result.value !== undefined),
    check: computed(() => (check.value === null ? null : (detail.result.value?.exportRun ?? null))),
  }
}
