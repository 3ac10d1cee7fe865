import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { TempoCostsDocument } from '../../graphql/generated/graphql'

/** What a season costs a meter that has a Tempo contract. */
export function useTempoCosts(pdl: MaybeRefOrGetter<string | null>, startYear: MaybeRefOrGetter<number>) {
  const { result } = useQuery(
    TempoCostsDocument,
    () => ({ pdl: toValue(pdl) ?? '', startYear: toValue(startYear) }),
    () => ({ enabled: toValue(pdl) !== null, keepPreviousResult: true }),
  )
  return { costs: computed(() => result.value?.tempoSeason ?? null) }
}
