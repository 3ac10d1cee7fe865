import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useNarrow } from '../../ui/useNarrow'
import {
  asked,
  comparisons,
  presets,
  roughDays,
  stepFor,
  steps,
  type Asked,
  type Compared,
  type Preset,
  type Range,
  type StepName,
} from './period'

/** Period, comparison, step and day, kept in the address: back and forward work, a link shows the same. */
export function usePeriod(today: ComputedRef<string>, preset?: Preset) {
  const route = useRoute()
  const router = useRouter()
  const narrow = useNarrow()
  const current = computed<Asked>(() => asked(route.query, preset))
  const step = computed<StepName>(
    () => current.value.step ?? stepFor(roughDays(current.value, today.value), narrow.value),
  )
  const go = (change: Record<string, string | undefined>) =>
    void router.push({ query: { ...route.query, ...change } })

  return {
    current,
    step,
    variables: computed(() => ({
      ...(current.value.range ?? { period: presets[current.value.preset ?? 'calendar'] }),
      step: steps[step.value],
      with: current.value.compared === 'none' ? ('LAST_YEAR' as const) : comparisons[current.value.compared],
      compared: current.value.compared !== 'none',
    })),
    usePreset: (name: Preset) => go({ period: name, from: undefined, to: undefined, step: undefined }),
    useRange: ({ from, to }: Range) => go({ from, to, period: undefined, step: undefined }),
    compare: (compare: Compared) => go({ compare }),
    chooseStep: (name: StepName | 'auto') => go({ step: name === 'auto' ? undefined : name }),
    chooseDay: (day: string) => go({ day }),
  }
}

export type PeriodChoice = ReturnType<typeof usePeriod>
