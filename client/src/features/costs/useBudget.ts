import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

const key = (pdl: string) => `linky-budget-${pdl}`

function stored(pdl: string | null): number | null {
  const value = pdl === null ? Number.NaN : Number.parseFloat(localStorage.getItem(key(pdl)) ?? '')
  return value > 0 ? value : null
}

/** Monthly target of a meter, €, kept in this browser. */
export function useBudget(pdl: MaybeRefOrGetter<string | null>) {
  const target = ref<number | null>(null)
  watch(
    () => toValue(pdl),
    (now) => (target.value = stored(now)),
    { immediate: true },
  )
  function set(eur: number | null): void {
    const of = toValue(pdl)
    if (of === null) return
    if (eur === null) localStorage.removeItem(key(of))
    else localStorage.setItem(key(of), String(eur))
    target.value = eur
  }
  return { target, set }
}
