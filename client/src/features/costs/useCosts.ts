import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addDays, addMonths } from '../../format/paris'
import { failureOf } from '../../graphql/failure'
import {
  CostDaysDocument,
  CostLandingDocument,
  CostPeriodDocument,
  CostSlotsDocument,
  PowerAdviceDocument,
  type CostPeriodQueryVariables,
} from '../../graphql/generated/graphql'
import { costData } from './costData'

type Pdl = MaybeRefOrGetter<string | null>

/** What was paid over a period, with what it is compared to. */
export function useCosts(pdl: Pdl, variables: MaybeRefOrGetter<Omit<CostPeriodQueryVariables, 'pdl'>>) {
  const { result, error } = useQuery(
    CostPeriodDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...toValue(variables) }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return {
    data: computed(() => (result.value ? costData(result.value.consumption) : null)),
    failure: computed(() => failureOf(error.value)),
  }
}

/** The days of a month (YYYY-MM-01), those to come left out. */
export function useCostDays(pdl: Pdl, month: MaybeRefOrGetter<string>, today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    CostDaysDocument,
    () => {
      const from = toValue(month)
      const end = addMonths(from, 1)
      return {
        pdl: toValue(pdl) ?? '',
        from,
        to: end > toValue(today) ? toValue(today) : end,
      }
    },
    () => ({
      enabled: toValue(pdl) !== null && toValue(month) < toValue(today),
      keepPreviousResult: true,
    }),
  )
  return { days: computed(() => result.value?.consumption.points ?? null) }
}

/** The slots of a day, each with the price and the rule that made its amount. */
export function useCostSlots(pdl: Pdl, day: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    CostSlotsDocument,
    () => ({ pdl: toValue(pdl) ?? '', from: toValue(day), to: addDays(toValue(day), 1) }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { curve: computed(() => result.value?.loadCurve ?? null) }
}

/** The month under way and where it lands; the months before, for a target. */
export function useLanding(pdl: Pdl) {
  const { result } = useQuery(
    CostLandingDocument,
    () => ({ pdl: toValue(pdl) ?? '' }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { landing: computed(() => result.value ?? null) }
}

export function usePowerAdvice(pdl: Pdl) {
  const { result } = useQuery(
    PowerAdviceDocument,
    () => ({ pdl: toValue(pdl) ?? '' }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { advice: computed(() => result.value?.maxPower ?? null) }
}
