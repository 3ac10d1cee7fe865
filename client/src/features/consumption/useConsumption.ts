import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { failureOf } from '../../graphql/failure'
import {
  ConsumptionPeriodDocument,
  type ConsumptionPeriodQueryVariables,
} from '../../graphql/generated/graphql'
import { periodData } from './periodFigures'

/** Energy drawn over a period, with what it is compared to. */
export function useConsumption(
  pdl: MaybeRefOrGetter<string | null>,
  variables: MaybeRefOrGetter<Omit<ConsumptionPeriodQueryVariables, 'pdl'>>,
) {
  const { result, error } = useQuery(
    ConsumptionPeriodDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...toValue(variables) }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return {
    data: computed(() => (result.value ? periodData(result.value.consumption, result.value.days) : null)),
    failure: computed(() => failureOf(error.value)),
  }
}
