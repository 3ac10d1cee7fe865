import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useClock } from '../features/clock/useClock'
import { usePrices, useContract } from '../features/contract/useContract'
import { useBudget } from '../features/costs/useBudget'
import { useCostDays, useCosts, useCostSlots, useLanding, usePowerAdvice } from '../features/costs/useCosts'
import { queryOf, triedOf, type Tried } from '../features/offers/whatIf'
import { roughDays, steps, type StepName } from '../features/period/period'
import { usePeriod } from '../features/period/usePeriod'
import { useSelection } from '../features/usage-points/useSelection'
import { addDays, firstOfMonth } from '../format/paris'

const FEW_DAYS = 62

/** Everything the page of costs shows, for the meter, the period and the choices of the address. */
export function useEuroPage() {
  const route = useRoute()
  const router = useRouter()
  const { now, today } = useClock()
  const selection = useSelection()
  const { point, pdl } = selection
  const period = usePeriod(today)
  const go = (change: Record<string, string | undefined>) =>
    void router.push({ query: { ...route.query, ...change } })
  /** Bills come by the month: the days are in the panel beside. */
  const step = computed<StepName>(
    () =>
      period.current.value.step ??
      (roughDays(period.current.value, today.value) > FEW_DAYS ? 'month' : 'day'),
  )
  const { data, failure } = useCosts(
    pdl,
    computed(() => ({ ...period.variables.value, step: steps[step.value] })),
  )
  const range = computed(() => data.value?.range ?? null)
  const contract = useContract(pdl)
  const { prices } = usePrices(pdl, today)
  const lastDay = computed(() => {
    const end = range.value ? addDays(range.value.to, -1) : addDays(today.value, -1)
    return end < today.value ? end : addDays(today.value, -1)
  })
  const month = computed(() => {
    const asked = route.query.month
    const named = typeof asked === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked)
    return named ? `${asked}-01` : firstOfMonth(lastDay.value)
  })
  const day = computed(() => {
    const newest = point.value?.lastCurveDay ?? lastDay.value
    return period.current.value.day ?? (newest < lastDay.value ? newest : lastDay.value)
  })
  const { days } = useCostDays(pdl, month, today)
  const { curve } = useCostSlots(pdl, day)
  const { landing } = useLanding(pdl)
  const { advice } = usePowerAdvice(pdl)
  const budget = useBudget(point)

  return {
    ...selection,
    now,
    today,
    period,
    step,
    data,
    failure,
    range,
    timeline: contract.timeline,
    prices,
    month,
    day,
    days,
    curve,
    landing,
    advice,
    budget,
    tempo: computed(() => point.value?.pricingOption === 'TEMPO'),
    /** Nothing tells what a kWh costs. */
    unknown: computed(() => contract.timeline.value?.length === 0),
    buckets: computed(() => data.value?.total.buckets.map(({ bucket }) => bucket) ?? []),
    tried: computed(() => triedOf(route.query)),
    editing: computed(() => 'edit' in route.query),
    wanted: computed(() => (typeof route.query.use === 'string' ? route.query.use : null)),
    edit: (on: boolean) => go({ edit: on ? '' : undefined, use: undefined }),
    use: (offerId: string) => go({ edit: '', use: offerId }),
    try: (tried: Tried) => void router.replace({ query: { ...route.query, ...queryOf(tried) } }),
    chooseMonth: (first: string) => go({ month: first.slice(0, 7) }),
  }
}

export type EuroPageView = ReturnType<typeof useEuroPage>
