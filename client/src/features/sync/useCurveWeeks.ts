import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { CurveCoverageDocument } from '../../graphql/generated/graphql'
import { weeksOf } from './weeks'

/** Which weeks of the load curve are in; follows the import as its days arrive. */
export function useCurveWeeks(
  pdl: MaybeRefOrGetter<string | null>,
  range: MaybeRefOrGetter<{ from: string; to: string } | null>,
) {
  const { result } = useQuery(
    CurveCoverageDocument,
    () => ({ pdl: toValue(pdl) ?? '', ...(toValue(range) ?? { from: '', to: '' }) }),
    () => ({ enabled: toValue(pdl) !== null && toValue(range) !== null, keepPreviousResult: true }),
  )
  return { weeks: computed(() => weeksOf(result.value?.coverage ?? [])) }
}
