import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { batteryOf, batteryQuery, type BatteryWish } from '../features/balance/battery'
import {
  useBalance,
  useBalanceYears,
  useBattery,
  useMeanDays,
  useNetDays,
  useSaleRevenue,
} from '../features/balance/useBalance'
import { useInvestment } from '../features/balance/useInvestment'
import { useClock } from '../features/clock/useClock'
import { roughDays, steps, type StepName } from '../features/period/period'
import { usePeriod } from '../features/period/usePeriod'
import { consuming, injecting, selected } from '../features/usage-points/selection'
import { useSelection } from '../features/usage-points/useSelection'

const FEW_DAYS = 62

/** Everything the balance page shows, for a home that draws and injects, and the period of the address. */
export function useBilanPage() {
  const route = useRoute()
  const router = useRouter()
  const { today } = useClock()
  const { points, known, select } = useSelection()
  const homes = computed(() =>
    consuming(points.value).filter((point) => injecting(points.value, point) !== null),
  )
  const point = computed(() => selected(homes.value, route.query.pdl))
  const pdl = computed(() => point.value?.pdl ?? null)
  const injectingPdl = computed(() => injecting(points.value, point.value))
  const period = usePeriod(today, 'year')
  const step = computed<StepName>(
    () =>
      period.current.value.step ??
      (roughDays(period.current.value, today.value) > FEW_DAYS ? 'month' : 'day'),
  )
  const { data, failure } = useBalance(
    pdl,
    computed(() => ({ ...period.variables.value, step: steps[step.value] })),
  )
  const range = computed(() => data.value?.range ?? null)
  const { days } = useNetDays(pdl, range)
  const { years } = useBalanceYears(pdl, today)
  const { profiles } = useMeanDays(pdl, injectingPdl, range)
  const wish = computed(() => batteryOf(route.query))
  const { battery, loading } = useBattery(pdl, range, wish)
  const { investment, set } = useInvestment(pdl)
  const { revenue } = useSaleRevenue(injectingPdl, () => investment.value?.since ?? null, today)

  return {
    homes,
    known,
    select,
    point,
    pdl,
    injectingPdl,
    /** Some meter injects, whichever home it belongs to. */
    injects: computed(() => points.value.some(({ directions }) => directions.includes('PRODUCTION'))),
    today,
    period,
    step,
    data,
    failure,
    range,
    days,
    years,
    profiles,
    wish,
    battery,
    trying: loading,
    try: (wanted: BatteryWish) => void router.replace({ query: { ...route.query, ...batteryQuery(wanted) } }),
    investment,
    invest: set,
    revenue,
    openDay: (day: string) => void router.push({ path: '/consumption', query: { pdl: pdl.value, day } }),
  }
}

export type BilanPageView = ReturnType<typeof useBilanPage>
