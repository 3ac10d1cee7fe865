import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { failureOf } from '../../graphql/failure'
import {
  ProductionDaysDocument,
  ProductionPeriodDocument,
  type ProductionPeriodQueryVariables,
} from '../../graphql/generated/graphql'
import { yearLines } from '../consumption/cumulative'
import { periodData } from '../consumption/periodFigures'
import { yearsRange } from '../consumption/useYears'

/** Energy injected over a period, and since 1 January of each year. */
export function useProduction(
  pdl: MaybeRefOrGetter<string | null>,
  variables: MaybeRefOrGetter<Omit<ProductionPeriodQueryVariables, 'pdl'>>,
  today: MaybeRefOrGetter<string>,
) {
  const options = () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true })
  const { result, error } = useQuery(
    ProductionPeriodDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...toValue(variables) }),
    options,
  )
  const years = useQuery(
    ProductionDaysDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...yearsRange(toValue(today)) }),
    options,
  )
  return {
    data: computed(() => (result.value ? periodData(result.value.production, result.value.days) : null)),
    failure: computed(() => failureOf(error.value)),
    years: computed(() => (years.result.value ? yearLines(years.result.value.production.points) : null)),
  }
}
