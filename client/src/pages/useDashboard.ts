import { computed, watchEffect } from 'vue'
import { useRouter } from 'vue-router'
import { useClock } from '../features/clock/useClock'
import { useMonths } from '../features/consumption/useMonths'
import { useYesterday } from '../features/consumption/useYesterday'
import { usePrices } from '../features/contract/useContract'
import { useEcowatt } from '../features/ecowatt/useEcowatt'
import { useMorning } from '../features/morning/useMorning'
import { useInjection } from '../features/production/useInjection'
import { needsWelcome } from '../features/sync/firstRun'
import { lastDayOf } from '../features/sync/statusLine'
import { useSync } from '../features/sync/useSync'
import { useTempo } from '../features/tempo/useTempo'
import { useSelection } from '../features/usage-points/useSelection'
import { placed, type Block } from './blocks'

/** Everything the home page shows, for the meter of the address. */
export function useDashboard() {
  const router = useRouter()
  const { now, today } = useClock()
  const sync = useSync()
  const selection = useSelection()
  const { points, known, point, pdl, injectingPdl } = selection
  const settled = computed(() => sync.status.value?.current === null && sync.status.value.last !== null)
  const yesterday = useYesterday(pdl, today, settled)
  const months = useMonths(pdl, today)
  const injection = useInjection(injectingPdl, today)
  const morning = useMorning(pdl, injectingPdl)
  const { prices } = usePrices(pdl, today)
  const tempo = useTempo(now, today)
  const ecowatt = useEcowatt(today)

  watchEffect(() => {
    const status = sync.status.value
    if (status === null || !known.value) return
    if (
      needsWelcome(
        status,
        points.value.some((meter) => lastDayOf(meter) !== null),
      )
    )
      void router.replace('/welcome')
  })

  const empty = computed(
    () =>
      known.value && points.value.length === 0 && sync.status.value !== null && !sync.status.value.current,
  )
  const blocks = computed(() => {
    const shown = new Set<Block>(empty.value ? [] : ['yesterday', 'spans', 'months', 'points'])
    if (!empty.value && point.value?.pricingOption !== 'TEMPO') shown.add('price')
    if (tempo.view.value || !tempo.known.value) shown.add('tempo')
    if (ecowatt.days.value.length > 0 || !ecowatt.known.value) shown.add('ecowatt')
    if (injectingPdl.value !== null) shown.add('injection')
    return placed(shown)
  })
  const contract = computed(() => ({
    pricingOption: point.value?.pricingOption ?? null,
    offPeak: point.value?.offPeak ?? [],
    colors: yesterday.colors.value,
  }))
  return {
    ...selection,
    now,
    today,
    sync,
    yesterday,
    months,
    injection,
    morning,
    prices,
    budget: computed(() => point.value?.monthlyBudgetEur ?? null),
    tempo,
    ecowatt,
    empty,
    blocks,
    contract,
  }
}

export type Dashboard = ReturnType<typeof useDashboard>
