import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import {
  PeaksDocument,
  PowerFactsDocument,
  type Direction,
  type ProfileAxis,
} from '../../graphql/generated/graphql'
import { curveRange, type Range } from '../period/period'

/** What the half-hours of a range tell: mean day, base load, how long each power lasts. */
export function usePower(
  pdl: MaybeRefOrGetter<string | null>,
  range: MaybeRefOrGetter<Range | null>,
  direction: Direction,
  by: ProfileAxis,
) {
  const covered = computed(() => {
    const asked = toValue(range)
    return asked && curveRange(asked)
  })
  const { result, loading } = useQuery(
    PowerFactsDocument,
    () => ({
      pdl: toValue(pdl) ?? '',
      direction,
      by,
      from: covered.value?.from ?? '',
      to: covered.value?.to ?? '',
    }),
    () => ({ enabled: toValue(pdl) !== null && covered.value !== null, keepPreviousResult: true }),
  )
  return { range: covered, loading, facts: computed(() => result.value?.loadCurve ?? null) }
}

/** Daily peaks of a range, VA. */
export function usePeaks(pdl: MaybeRefOrGetter<string | null>, range: MaybeRefOrGetter<Range | null>) {
  const { result } = useQuery(
    PeaksDocument,
    () => ({ pdl: toValue(pdl) ?? '', from: toValue(range)?.from ?? '', to: toValue(range)?.to ?? '' }),
    () => ({ enabled: toValue(pdl) !== null && toValue(range) !== null, keepPreviousResult: true }),
  )
  return { peaks: computed(() => result.value?.maxPower ?? null) }
}
