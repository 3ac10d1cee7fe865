import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { failureOf } from '../../graphql/failure'
import { RankOffersDocument, type RankOffersQuery } from '../../graphql/generated/graphql'
import type { Range } from '../period/period'
import { filterOf, whatIfOf, type Tried } from './whatIf'

export type Ranking = RankOffersQuery['rankOffers']
export type Ranked = Ranking['offers'][number]

const FEW = 5
const MANY = 200

/** Every offer on the home's own curve, cheapest first. */
export function useRanking(
  pdl: MaybeRefOrGetter<string | null>,
  range: MaybeRefOrGetter<Range | null>,
  tried: MaybeRefOrGetter<Tried>,
) {
  const { result, error, loading } = useQuery(
    RankOffersDocument,
    () => {
      const asked = toValue(tried)
      return {
        pdl: toValue(pdl) ?? '',
        from: toValue(range)?.from,
        to: toValue(range)?.to,
        prices: asked.prices,
        filter: filterOf(asked),
        whatIf: whatIfOf(asked),
        limit: asked.all ? MANY : FEW,
      }
    },
    () => ({ enabled: toValue(pdl) !== null && toValue(range) !== null, keepPreviousResult: true }),
  )
  return {
    ranking: computed(() => result.value?.rankOffers ?? null),
    failure: computed(() => failureOf(error.value)),
    loading,
  }
}
