import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { addDays } from '../../format/paris'
import {
  CorrectReadingsDocument,
  type CorrectReadingsMutation,
  DayValuesDocument,
  UndoCorrectionDocument,
  type CorrectionInput,
  type Reason,
} from '../../graphql/generated/graphql'

type Answer = CorrectReadingsMutation['correctReadings']

/** What is known of a day and who said it; what a hand set there, and how it is set or taken away. */
export function useCorrections(pdl: MaybeRefOrGetter<string>, day: MaybeRefOrGetter<string>) {
  const { result, refetch } = useQuery(DayValuesDocument, () => ({
    pdl: toValue(pdl),
    from: toValue(day),
    to: addDays(toValue(day), 1),
  }))
  const { mutate: set } = useMutation(CorrectReadingsDocument, { fetchPolicy: 'no-cache' })
  const { mutate: takeAway } = useMutation(UndoCorrectionDocument, { fetchPolicy: 'no-cache' })
  const busy = ref(false)
  /** UNSENT: the server did not answer. */
  const problem = ref<{ code: Reason | 'UNSENT'; paths: string[] } | null>(null)

  /** @returns whether it was done. */
  async function settle(answer: Promise<Answer | undefined>): Promise<boolean> {
    busy.value = true
    problem.value = null
    try {
      const told = await answer
      if (told && 'code' in told)
        problem.value = { code: told.code, paths: told.fields.map(({ path }) => path) }
      else if (told) await refetch()
      else problem.value = { code: 'UNSENT', paths: [] }
    } catch {
      problem.value = { code: 'UNSENT', paths: [] }
    }
    busy.value = false
    return problem.value === null
  }

  return {
    busy,
    problem,
    total: computed(() => result.value?.consumption.total ?? null),
    curve: computed(() => result.value?.loadCurve.days[0] ?? null),
    /** In force on this day, newest first. */
    corrections: computed(() =>
      (result.value?.corrections ?? []).filter(
        ({ range, undoneAt }) => undoneAt === null && range.from <= toValue(day) && range.to > toValue(day),
      ),
    ),
    correct: (input: CorrectionInput) =>
      settle(set({ input }).then((answer) => answer?.data?.correctReadings)),
    undo: (id: string) => settle(takeAway({ id }).then((answer) => answer?.data?.undoCorrection)),
  }
}
