import { useQuery } from '@vue/apollo-composable'
import { computed, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { addDays } from '../../format/paris'
import { failureOf } from '../../graphql/failure'
import { TempoNowDocument, TempoSeasonDocument } from '../../graphql/generated/graphql'
import { forecastDays } from './forecast'
import { knownUntil, seasonOf, seasonRange, seasonRows, seasonsUntil } from './season'
import { tempoView } from './tempo'

/** Now, the days to come, and the season of the address (?season=2024). */
export function useTempoPage(now: Readonly<Ref<number>>, today: MaybeRefOrGetter<string>) {
  const route = useRoute()
  const router = useRouter()
  const live = useQuery(
    TempoNowDocument,
    () => ({ yesterday: addDays(toValue(today), -1), end: addDays(toValue(today), 8) }),
    { keepPreviousResult: true },
  )
  const answer = computed(() => live.result.value ?? null)
  const view = computed(() => (answer.value ? tempoView(answer.value, toValue(today)) : null))
  const overdue = computed(() => view.value !== null && now.value > Date.parse(view.value.changesAt))
  watch(overdue, (late) => late && void live.refetch())

  const current = computed(() => seasonOf(answer.value?.tempoNow.today.date ?? toValue(today)))
  const startYear = computed(() => {
    const asked = Number(route.query.season)
    return Number.isInteger(asked) && asked > 2000 && asked <= current.value ? asked : current.value
  })
  const past = useQuery(
    TempoSeasonDocument,
    () => ({ startYear: startYear.value, ...seasonRange(startYear.value) }),
    { keepPreviousResult: true },
  )
  const season = computed(() => past.result.value?.tempoSeason ?? null)
  const days = computed(() => past.result.value?.tempoDays ?? [])
  const rows = computed(() =>
    seasonRows(startYear.value, {
      colors: new Map(days.value.map(({ date, color }) => [date, color])),
      today: answer.value?.tempoNow.today.date ?? toValue(today),
      mayBeRed: new Set(season.value?.colors.find(({ color }) => color === 'RED')?.eligibleDays),
    }),
  )
  const forecast = computed(() => {
    if (!answer.value) return []
    const { tempoForecast, tempoDays } = answer.value
    return forecastDays(tempoForecast, new Map(tempoDays.map(({ date, possible }) => [date, possible])))
  })
  /** Tomorrow's colour when the count of days alone forces it; null when published, or free. */
  const forced = computed(() => {
    if (!answer.value || !view.value || view.value.tomorrow.kind === 'known') return null
    const [forced, ...others] = answer.value.tempoNow.tomorrow.possible
    return forced && others.length === 0 ? forced : null
  })

  return {
    view,
    counts: computed(() => answer.value?.tempoSeason.colors ?? []),
    tempoDay: computed(() => answer.value?.tempoNow.today.date ?? null),
    known: computed(() => answer.value !== null),
    failure: computed(() => failureOf(live.error.value)),
    forced,
    forecast,
    forecastAt: computed(() => answer.value?.tempoForecast[0]?.updatedAt ?? null),
    season,
    rows,
    knownUntil: computed(() => knownUntil(answer.value?.tempoDays ?? [])),
    startYear,
    isCurrent: computed(() => startYear.value === current.value),
    seasons: computed(() => seasonsUntil(`${current.value}-09-01`)),
    select: (year: string) =>
      router.replace({
        query: { ...route.query, season: Number(year) === current.value ? undefined : year },
      }),
  }
}
