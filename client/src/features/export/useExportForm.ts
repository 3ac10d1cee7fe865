import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  ExportOptionsDocument,
  SaveExportTargetDocument,
  TestExportTargetDocument,
  type ExportKind,
  type ExportTargetInput,
  type ProblemFieldsFragment,
  type TestExportTargetMutation,
} from '../../graphql/generated/graphql'
import type { ExportTarget } from './health'

export type ProtocolTest = TestExportTargetMutation['testExportTarget'][number]

/** The options of a kind, a test and a save. The form keeps what is typed; secrets go out once. */
export function useExportForm(kind: MaybeRefOrGetter<ExportKind>, targetId: MaybeRefOrGetter<string | null>) {
  const { locale } = useI18n()
  const { result, error } = useQuery(
    ExportOptionsDocument,
    () => ({
      kind: toValue(kind),
      targetId: toValue(targetId),
      language: locale.value === 'en' ? ('EN' as const) : ('FR' as const),
    }),
    { fetchPolicy: 'network-only', nextFetchPolicy: 'cache-first' },
  )
  const test = useMutation(TestExportTargetDocument, { fetchPolicy: 'no-cache' })
  const save = useMutation(SaveExportTargetDocument, { fetchPolicy: 'no-cache' })
  const tests = shallowRef<readonly ProtocolTest[]>([])
  const problem = shallowRef<ProblemFieldsFragment | null>(null)
  const unsent = ref(false)

  watch([() => toValue(kind), () => toValue(targetId)], () => {
    tests.value = []
    problem.value = null
  })

  async function tryOut(input: ExportTargetInput): Promise<void> {
    tests.value = []
    const answer = await test.mutate({ input }).catch(() => null)
    const found = answer?.data?.testExportTarget
    unsent.value = !found
    const refused = found?.find(({ protocol }) => protocol === 'options')?.outcome
    problem.value = refused?.__typename === 'Problem' ? refused : null
    tests.value = (found ?? []).filter(({ protocol }) => protocol !== 'options')
  }

  async function keep(input: ExportTargetInput): Promise<ExportTarget | null> {
    const answer = await save.mutate({ input }).catch(() => null)
    const outcome = answer?.data?.saveExportTarget
    unsent.value = !outcome
    problem.value = outcome?.__typename === 'Problem' ? outcome : null
    return outcome?.__typename === 'ExportTarget' ? outcome : null
  }

  return {
    options: computed(() => result.value?.exportOptions ?? null),
    error,
    tests,
    passed: computed(
      () => tests.value.length > 0 && tests.value.every(({ outcome }) => outcome.__typename === 'TestPassed'),
    ),
    problem,
    unsent,
    testing: test.loading,
    saving: save.loading,
    tryOut,
    keep,
  }
}
