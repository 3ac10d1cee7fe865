import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addDays } from '../../format/paris'
import { EcowattHistoryDocument } from '../../graphql/generated/graphql'
import { pastDays } from './history'

/** The days before today, as many as asked. */
export function useEcowattHistory(today: MaybeRefOrGetter<string>, days: MaybeRefOrGetter<number>) {
  const range = computed(() => ({ from: addDays(toValue(today), -toValue(days)), to: toValue(today) }))
  const { result } = useQuery(EcowattHistoryDocument, range, { keepPreviousResult: true })
  return {
    known: computed(() => result.value !== undefined),
    days: computed(() => pastDays(result.value?.ecowattSignals ?? [], range.value.from, range.value.to)),
  }
}
