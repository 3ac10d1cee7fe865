import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { injecting, selected } from './selection'
import { useUsagePoints } from './useUsagePoints'

/** The meter shown, kept in the address so that a link shows the same. */
export function useSelection() {
  const route = useRoute()
  const router = useRouter()
  const { points, known, failure } = useUsagePoints()
  const point = computed(() => selected(points.value, route.query.pdl))

  function select(pdl: string): void {
    void router.replace({ query: { ...route.query, pdl } })
  }
  return {
    points,
    known,
    failure,
    point,
    pdl: computed(() => point.value?.pdl ?? null),
    injectingPdl: computed(() => injecting(points.value, point.value)),
    select,
  }
}
