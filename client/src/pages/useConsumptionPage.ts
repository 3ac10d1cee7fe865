import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useClock } from '../features/clock/useClock'
import { consumptionFacts } from '../features/consumption/consumptionFacts'
import { useCalendar } from '../features/consumption/useCalendar'
import { useConsumption } from '../features/consumption/useConsumption'
import { useDayCurves } from '../features/consumption/useDayCurves'
import { usePeaks, usePower } from '../features/consumption/usePower'
import { useCosts } from '../features/costs/useCosts'
import { useYears } from '../features/consumption/useYears'
import { usePeriod } from '../features/period/usePeriod'
import { useSelection } from '../features/usage-points/useSelection'
import { useWords } from '../charts/words'
import { addDays } from '../format/paris'

export const units = ['kwh', 'eur', 'both'] as const
export type Unit = (typeof units)[number]

/** Everything the consumption page shows, for the meter and the period of the address. */
export function useConsumptionPage() {
  const words = useWords()
  const route = useRoute()
  const router = useRouter()
  const { now, today } = useClock()
  const selection = useSelection()
  const { point, pdl } = selection
  const period = usePeriod(today)
  const { data, failure } = useConsumption(pdl, period.variables)
  const unit = computed<Unit>(() => units.find((one) => one === route.query.unit) ?? 'kwh')
  const { data: costs } = useCosts(() => (unit.value === 'kwh' ? null : pdl.value), period.variables)
  const range = computed(() => data.value?.range ?? null)
  const power = usePower(pdl, range, 'CONSUMPTION', 'WEEKDAY')
  const { peaks } = usePeaks(pdl, range)
  const { years } = useYears(pdl, today)
  /** Asked in the address, else the newest day whose curve is held. */
  const day = computed(
    () => period.current.value.day ?? point.value?.lastCurveDay ?? addDays(today.value, -1),
  )
  const { curves } = useDayCurves(pdl, day, 'CONSUMPTION')
  const calendar = useCalendar(pdl, today)

  return {
    ...selection,
    now,
    today,
    period,
    data,
    unit,
    chooseUnit: (wanted: Unit) =>
      void router.push({ query: { ...route.query, unit: wanted === 'kwh' ? undefined : wanted } }),
    costs,
    failure,
    range,
    power,
    peaks,
    years,
    day,
    curves,
    calendar,
    tempo: computed(() => point.value?.pricingOption === 'TEMPO'),
    facts: computed(() =>
      data.value ? consumptionFacts(data.value, power.facts.value, power.loading.value, words) : [],
    ),
  }
}

export type ConsumptionPageView = ReturnType<typeof useConsumptionPage>
