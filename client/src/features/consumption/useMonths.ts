import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { MonthsDocument } from '../../graphql/generated/graphql'
import { monthBars, monthsRange } from './months'

/** Energy by month; without a meter, that of all meters together. */
export function useMonths(pdl: MaybeRefOrGetter<string | null>, today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    MonthsDocument,
    () => ({ pdl: toValue(pdl) ?? undefined, ...monthsRange(toValue(today)) }),
    {
      keepPreviousResult: true,
    },
  )
  return {
    known: computed(() => result.value !== undefined),
    bars: computed(() => monthBars(result.value?.consumption.points ?? [], toValue(today))),
    totalWh: computed(() => result.value?.consumption.total.energyWh ?? null),
  }
}
