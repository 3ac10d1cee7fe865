import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addDays } from '../../format/paris'
import { failureOf } from '../../graphql/failure'
import { YesterdayDocument } from '../../graphql/generated/graphql'
import { yesterdayView } from './yesterday'

/** Yesterday of one meter, with what it is compared to; asked again when the day changes. */
export function useYesterday(
  pdl: MaybeRefOrGetter<string | null>,
  today: MaybeRefOrGetter<string>,
  settled: MaybeRefOrGetter<boolean>,
) {
  const variables = computed(() => {
    const day = toValue(today)
    const weekBefore = addDays(day, -8)
    return {
      pdl: toValue(pdl) ?? '',
      yesterday: addDays(day, -1),
      today: day,
      weekBefore,
      weekBeforeEnd: addDays(weekBefore, 1),
    }
  })
  const { result, error } = useQuery(YesterdayDocument, variables, () => ({
    enabled: toValue(pdl) !== null,
    keepPreviousResult: true,
  }))
  return {
    view: computed(() => (result.value ? yesterdayView(result.value, toValue(settled)) : null)),
    colors: computed(
      () => new Map(result.value?.tempoDays.map(({ date, color }) => [date, color] as const) ?? []),
    ),
    day: computed(() => variables.value.yesterday),
    weekBefore: computed(() => variables.value.weekBefore),
    failure: computed(() => failureOf(error.value)),
  }
}
