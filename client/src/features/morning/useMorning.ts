import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { MorningDocument } from '../../graphql/generated/graphql'
import { dayMoney, landingOf, moneyOf, spansOf } from './morning'

/** What the meter costs: the day, the week, the month and the year so far. */
export function useMorning(pdl: MaybeRefOrGetter<string | null>, injecting: MaybeRefOrGetter<string | null>) {
  const { result } = useQuery(
    MorningDocument,
    () => ({
      pdl: toValue(pdl) ?? '',
      injecting: toValue(injecting) ?? '',
      injects: toValue(injecting) !== null,
    }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  const injected = computed(() => result.value?.injected?.total ?? null)
  return {
    known: computed(() => result.value !== undefined),
    spans: computed(() => (result.value ? spansOf(result.value) : null)),
    landing: computed(() => (result.value ? landingOf(result.value) : null)),
    /** Of a day of the card, YYYY-MM-DD. */
    dayMoney: (day: string) => (result.value ? dayMoney(result.value, day) : null),
    revenue: (day: string) => (injected.value?.from === day ? moneyOf(injected.value) : null),
  }
}
