import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addDays } from '../../format/paris'
import { DayCurvesDocument, type Direction } from '../../graphql/generated/graphql'

/** The curve of a day; drawn energy has the same weekday a week and a year before, injected energy what was drawn. */
export function useDayCurves(
  pdl: MaybeRefOrGetter<string | null>,
  day: MaybeRefOrGetter<string | null>,
  direction: Direction,
  drawnPdl: MaybeRefOrGetter<string | null> = null,
) {
  const { result, loading } = useQuery(
    DayCurvesDocument,
    () => {
      const date = toValue(day) ?? ''
      const shifted = (days: number) => (date ? addDays(date, days) : '')
      return {
        pdl: toValue(pdl) ?? '',
        other: toValue(drawnPdl) ?? '',
        direction,
        from: date,
        to: shifted(1),
        weekFrom: shifted(-7),
        weekTo: shifted(-6),
        yearFrom: shifted(-364),
        yearTo: shifted(-363),
        overlays: direction === 'CONSUMPTION',
        drawn: toValue(drawnPdl) !== null,
      }
    },
    () => ({ enabled: toValue(pdl) !== null && toValue(day) !== null, keepPreviousResult: true }),
  )
  return {
    loading,
    curves: computed(() => {
      const answer = result.value
      if (!answer) return null
      return {
        coverage: answer.day.coverage,
        day: answer.day.days[0] ?? null,
        week: answer.week?.days[0] ?? null,
        year: answer.year?.days[0] ?? null,
        drawn: answer.drawn?.days[0] ?? null,
      }
    }),
  }
}

export type DayCurves = NonNullable<ReturnType<typeof useDayCurves>['curves']['value']>
