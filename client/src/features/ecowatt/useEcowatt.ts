import { useQuery } from '@vue/apollo-composable'
import { failureOf } from '../../graphql/failure'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { EcowattSignalsDocument } from '../../graphql/generated/graphql'
import { ecowattDays, publishedAt } from './ecowatt'

export function useEcowatt(today: MaybeRefOrGetter<string>) {
  const { result, error } = useQuery(EcowattSignalsDocument)
  const signals = computed(() => result.value?.ecowattSignals ?? [])
  return {
    known: computed(() => result.value !== undefined || error.value !== null),
    failure: computed(() => failureOf(error.value)),
    days: computed(() => ecowattDays(signals.value, toValue(today))),
    published: computed(() => publishedAt(signals.value)),
  }
}
