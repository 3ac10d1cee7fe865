import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { EcowattSignalsDocument } from '../../graphql/generated/graphql'
import { ecowattDays, publishedAt } from './ecowatt'

export function useEcowatt(today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(EcowattSignalsDocument)
  const signals = computed(() => result.value?.ecowattSignals ?? [])
  return {
    days: computed(() => ecowattDays(signals.value, toValue(today))),
    published: computed(() => publishedAt(signals.value)),
  }
}
