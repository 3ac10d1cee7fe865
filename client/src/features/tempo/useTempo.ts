import { useQuery } from '@vue/apollo-composable'
import { computed, watch, type Ref } from 'vue'
import { TempoNowDocument } from '../../graphql/generated/graphql'
import { tempoView } from './tempo'

/** What applies now; asked again when the rate or the colour was due to change. */
export function useTempo(now: Readonly<Ref<number>>) {
  const { result, refetch } = useQuery(TempoNowDocument)
  const view = computed(() => (result.value ? tempoView(result.value) : null))
  const overdue = computed(() => view.value !== null && now.value > Date.parse(view.value.changesAt))
  watch(overdue, (late) => late && void refetch())
  return { view }
}
