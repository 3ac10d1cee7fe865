import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'
import { addDays } from '../../format/paris'
import { TempoNowDocument } from '../../graphql/generated/graphql'
import { tempoView } from './tempo'

/** What applies now; asked again when the rate or the colour was due to change. */
export function useTempo(now: Readonly<Ref<number>>, today: MaybeRefOrGetter<string>) {
  const { result, error, refetch } = useQuery(
    TempoNowDocument,
    () => ({ yesterday: addDays(toValue(today), -1), end: addDays(toValue(today), 2) }),
    { keepPreviousResult: true },
  )
  const view = computed(() => (result.value ? tempoView(result.value, toValue(today)) : null))
  const overdue = computed(() => view.value !== null && now.value > Date.parse(view.value.changesAt))
  watch(overdue, (late) => late && void refetch())
  return { view, known: computed(() => result.value !== undefined || error.value !== null) }
}
