import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { failureOf } from '../../graphql/failure'
import {
  BalanceDaysDocument,
  BalancePeriodDocument,
  BalanceYearsDocument,
  BatteryDocument,
  MeanDaysDocument,
  SaleRevenueDocument,
  type BalancePeriodQueryVariables,
} from '../../graphql/generated/graphql'
import { curveRange, type Range } from '../period/period'
import { balanceData } from './balanceData'
import type { BatteryWish } from './battery'

type Pdl = MaybeRefOrGetter<string | null>
type MaybeRange = MaybeRefOrGetter<Range | null>

const boundsOf = (range: MaybeRange) => ({ from: toValue(range)?.from ?? '', to: toValue(range)?.to ?? '' })

/** Drawn against injected over a period; silent while the home has no injecting meter. */
export function useBalance(pdl: Pdl, variables: MaybeRefOrGetter<Omit<BalancePeriodQueryVariables, 'pdl'>>) {
  const { result, error } = useQuery(
    BalancePeriodDocument,
    () => {
      const { period, from, to, step } = toValue(variables)
      return { pdl: toValue(pdl) ?? '', period, from, to, step }
    },
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return {
    data: computed(() => (result.value ? balanceData(result.value.balance) : null)),
    failure: computed(() => failureOf(error.value)),
  }
}

export function useNetDays(pdl: Pdl, range: MaybeRange) {
  const { result } = useQuery(
    BalanceDaysDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...boundsOf(range) }),
    () => ({ enabled: toValue(pdl) !== null && toValue(range) !== null, keepPreviousResult: true }),
  )
  return { days: computed(() => result.value?.balance.points ?? null) }
}

/** Whole calendar years, the last one under way. */
export function useBalanceYears(pdl: Pdl, today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    BalanceYearsDocument,
    () => {
      const to = toValue(today)
      return { pdl: toValue(pdl) ?? '', from: `${Number(to.slice(0, 4)) - 3}-01-01`, to }
    },
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { years: computed(() => (result.value ? balanceData(result.value.balance) : null)) }
}

/** Mean W by month and hour, both ways, as far back as the half-hours go. */
export function useMeanDays(pdl: Pdl, injecting: Pdl, range: MaybeRange) {
  const covered = computed(() => {
    const asked = toValue(range)
    return asked && curveRange(asked)
  })
  const { result } = useQuery(
    MeanDaysDocument,
    () => ({ pdl: toValue(pdl) ?? '', injecting: toValue(injecting) ?? '', ...boundsOf(covered) }),
    () => ({
      enabled: toValue(pdl) !== null && toValue(injecting) !== null && covered.value !== null,
      keepPreviousResult: true,
    }),
  )
  return { profiles: computed(() => result.value ?? null) }
}

export function useBattery(pdl: Pdl, range: MaybeRange, wish: MaybeRefOrGetter<BatteryWish>) {
  const covered = computed(() => {
    const asked = toValue(range)
    return asked && curveRange(asked)
  })
  const { result, loading } = useQuery(
    BatteryDocument,
    () => {
      const { capacityKwh, powerKw, efficiencyPercent } = toValue(wish)
      return {
        pdl: toValue(pdl) ?? '',
        ...boundsOf(covered),
        capacityWh: Math.round(capacityKwh * 1000),
        powerW: Math.round(powerKw * 1000),
        efficiencyRatio: efficiencyPercent / 100,
      }
    },
    () => ({ enabled: toValue(pdl) !== null && covered.value !== null, keepPreviousResult: true }),
  )
  return { battery: computed(() => result.value?.balance.battery ?? null), loading }
}

/** € earned by injection since a day, and over the last twelve months. */
export function useSaleRevenue(
  injecting: Pdl,
  since: MaybeRefOrGetter<string | null>,
  today: MaybeRefOrGetter<string>,
) {
  const { result } = useQuery(
    SaleRevenueDocument,
    () => ({ pdl: toValue(injecting) ?? '', from: toValue(since) ?? '', to: toValue(today) }),
    () => {
      const from = toValue(since)
      return { enabled: toValue(injecting) !== null && from !== null && from < toValue(today) }
    },
  )
  return { revenue: computed(() => result.value ?? null) }
}
