import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { consuming, selected } from '../usage-points/selection'
import { useSelection } from '../usage-points/useSelection'

/** The meter of the address among those with a Tempo contract, else the first of them. */
export function useTempoMeter() {
  const route = useRoute()
  const { points, select } = useSelection()
  const meters = computed(() =>
    consuming(points.value).filter(({ pricingOption }) => pricingOption === 'TEMPO'),
  )
  return {
    meters,
    pdl: computed(() => selected(meters.value, route.query.pdl)?.pdl ?? null),
    choose: select,
  }
}
