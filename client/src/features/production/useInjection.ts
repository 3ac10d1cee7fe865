import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addDays } from '../../format/paris'
import { InjectionDocument } from '../../graphql/generated/graphql'
import { injectionView } from './injection'

/** Yesterday's injection of one meter; silent while no meter injects. */
export function useInjection(pdl: MaybeRefOrGetter<string | null>, today: MaybeRefOrGetter<string>) {
  const { result } = useQuery(
    InjectionDocument,
    () => ({ pdl: toValue(pdl) ?? '', yesterday: addDays(toValue(today), -1), today: toValue(today) }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { view: computed(() => (result.value ? injectionView(result.value) : null)) }
}
