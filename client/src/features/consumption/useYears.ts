import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { EnergyDaysDocument } from '../../graphql/generated/graphql'
import { yearLines } from './cumulative'

const YEARS = 3

/** From 1 January of the year before last. */
export function yearsRange(today: string): { from: string; to: string } {
  return { from: `${Number(today.slice(0, 4)) - YEARS + 1}-01-01`, to: today }
}

export function useYears(pdl: MaybeRefOrGetter<string | null>, today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    EnergyDaysDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...yearsRange(toValue(today)) }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { years: computed(() => (result.value ? yearLines(result.value.consumption.points) : null)) }
}
