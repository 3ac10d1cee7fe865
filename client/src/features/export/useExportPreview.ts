import { useQuery } from '@vue/apollo-composable'
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { ExportPreviewDocument, type ExportTargetInput } from '../../graphql/generated/graphql'

/** Enough to recognise every kind of message; the whole is counted beside. */
const FEW = 5
const MANY = 60

/** Exactly what would leave; asked when somebody looks. `stamp` changes when a run ends. */
export function useExportPreview(
  input: MaybeRefOrGetter<ExportTargetInput | null>,
  stamp: MaybeRefOrGetter<string>,
) {
  const all = ref(false)
  const query = useQuery(
    ExportPreviewDocument,
    () => ({ input: toValue(input) ?? {}, limit: all.value ? MANY : FEW }),
    () => ({
      enabled: toValue(input) !== null,
      keepPreviousResult: true,
      fetchPolicy: 'network-only' as const,
    }),
  )
  watch(
    () => toValue(stamp),
    () => void query.refetch()?.catch(() => null),
  )
  const answer = computed(() => query.result.value?.previewExport ?? null)
  return {
    all,
    loading: query.loading,
    preview: computed(() => (answer.value?.__typename === 'ExportPreview' ? answer.value : null)),
    problem: computed(() => (answer.value?.__typename === 'Problem' ? answer.value : null)),
  }
}
