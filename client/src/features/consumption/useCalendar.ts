import { useMutation, useQuery } from '@vue/apollo-composable'
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { addDays } from '../../format/paris'
import {
  EnergyDaysDocument,
  EnsureDayDocument,
  QualityDaysDocument,
  RunOfDayDocument,
  type Reason,
} from '../../graphql/generated/graphql'
import { calendarStart } from './calendarDays'

const POLL_MS = 500

export type Repair = { day: string } & (
  | { phase: 'asking' | 'arrived' }
  | { phase: 'missing'; reason: Reason | null; nextTryAt: string | null }
)

/** A year of days, their state, and one day asked again on demand. */
export function useCalendar(pdl: MaybeRefOrGetter<string | null>, end: MaybeRefOrGetter<string | null>) {
  const variables = computed(() => {
    const to = toValue(end) ?? ''
    return { pdl: toValue(pdl) ?? '', from: to && calendarStart(to), to }
  })
  const options = () => ({
    enabled: toValue(pdl) !== null && toValue(end) !== null,
    keepPreviousResult: true,
  })
  const energy = useQuery(EnergyDaysDocument, variables, options)
  const quality = useQuery(QualityDaysDocument, variables, options)
  const repair = ref<Repair | null>(null)
  const runId = ref<string | null>(null)
  const { mutate } = useMutation(EnsureDayDocument, { fetchPolicy: 'no-cache' })
  const run = useQuery(
    RunOfDayDocument,
    () => ({ id: runId.value ?? '' }),
    () => ({ enabled: runId.value !== null, pollInterval: POLL_MS, fetchPolicy: 'no-cache' as const }),
  )

  async function settle(day: string, reason: Reason | null): Promise<void> {
    runId.value = null
    const [answer] = await Promise.all([quality.refetch(), energy.refetch()])
    const now = answer?.data.coverage.find(({ date }) => date === day)
    repair.value =
      now?.state === 'HELD'
        ? { day, phase: 'arrived' }
        : { day, phase: 'missing', reason: reason ?? now?.reason ?? null, nextTryAt: now?.nextTryAt ?? null }
  }
  async function fetchDay(day: string): Promise<void> {
    if (repair.value?.phase === 'asking') return
    repair.value = { day, phase: 'asking' }
    const answer = await mutate({ pdl: toValue(pdl) ?? '', from: day, to: addDays(day, 1) }).catch(() => null)
    const outcome = answer?.data?.ensureRange
    if (outcome?.__typename === 'SyncRun' && outcome.endedAt === null) runId.value = outcome.id
    else await settle(day, outcome?.__typename === 'Problem' ? outcome.code : outcome ? null : 'INTERNAL')
  }
  watch(run.result, (answer) => {
    const ended = answer?.syncRun
    if (!ended || ended.endedAt === null || repair.value?.phase !== 'asking' || ended.id !== runId.value)
      return
    void settle(repair.value.day, ended.problem?.code ?? null)
  })

  return {
    days: computed(() =>
      energy.result.value && quality.result.value
        ? { points: energy.result.value.consumption.points, quality: quality.result.value.coverage }
        : null,
    ),
    repair,
    fetchDay,
  }
}
