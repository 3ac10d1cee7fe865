import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

export interface Investment {
  eur: number
  /** First day of the panels. */
  since: string
}

const key = (pdl: string) => `linky-panels-${pdl}`

function stored(pdl: string | null): Investment | null {
  const [eur, since] = (pdl === null ? '' : (localStorage.getItem(key(pdl)) ?? '')).split(' ')
  return Number(eur) > 0 && since ? { eur: Number(eur), since } : null
}

/** What the panels of a home cost, and since when they work: kept in this browser. */
export function useInvestment(pdl: MaybeRefOrGetter<string | null>) {
  const investment = ref<Investment | null>(null)
  watch(
    () => toValue(pdl),
    (now) => (investment.value = stored(now)),
    { immediate: true },
  )
  function set(wanted: Investment): void {
    const of = toValue(pdl)
    if (of === null) return
    localStorage.setItem(key(of), `${wanted.eur} ${wanted.since}`)
    investment.value = wanted
  }
  return { investment, set }
}
