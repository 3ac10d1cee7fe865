import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useWords } from '../charts/words'
import { useClock } from '../features/clock/useClock'
import { dayFacts, moneyFact } from '../features/consumption/consumptionFacts'
import { useDayCurves } from '../features/consumption/useDayCurves'
import { usePower } from '../features/consumption/usePower'
import { usePeriod } from '../features/period/usePeriod'
import { drawing, producer, producers } from '../features/production/producers'
import { useProduction } from '../features/production/useProduction'
import { useSelection } from '../features/usage-points/useSelection'
import { addDays } from '../format/paris'

/** Everything the production page shows, for the injecting meter and the period of the address. */
export function useProductionPage() {
  const words = useWords()
  const route = useRoute()
  const { today } = useClock()
  const { points, known, select } = useSelection()
  const point = computed(() => producer(points.value, route.query.pdl))
  const pdl = computed(() => point.value?.pdl ?? null)
  const period = usePeriod(today, 'year')
  const { data, failure, years } = useProduction(pdl, period.variables, today)
  const range = computed(() => data.value?.range ?? null)
  const power = usePower(pdl, range, 'PRODUCTION', 'MONTH')
  const day = computed(() => period.current.value.day ?? addDays(today.value, -1))
  const { curves } = useDayCurves(pdl, day, 'PRODUCTION', () => drawing(points.value, point.value))

  return {
    producers: computed(() => producers(points.value)),
    known,
    select,
    point,
    pdl,
    today,
    period,
    data,
    failure,
    years,
    range,
    power,
    day,
    curves,
    facts: computed(() =>
      data.value
        ? [moneyFact(data.value, words.t('production.revenue'), words), ...dayFacts(data.value, words)]
        : [],
    ),
  }
}

export type ProductionPageView = ReturnType<typeof useProductionPage>
