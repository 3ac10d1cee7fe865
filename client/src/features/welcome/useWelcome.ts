import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../format/useFormat'
import { useClock } from '../clock/useClock'
import { useMonths } from '../consumption/useMonths'
import { firstRunOf, type FirstRun } from '../sync/firstRun'
import { seriesOf } from '../sync/series'
import { lastDayOf } from '../sync/statusLine'
import { worthSaying } from '../sync/problems'
import { useCurveWeeks } from '../sync/useCurveWeeks'
import { useSync } from '../sync/useSync'
import { consuming } from '../usage-points/selection'
import { useOptionName } from '../usage-points/useOptionName'
import { useUsagePoints } from '../usage-points/useUsagePoints'
import { leadOf } from './lead'
import { stepsOf, type StepName } from './steps'

const titles: Record<FirstRun, string> = {
  credentials: 'welcome.credentials.title',
  importing: 'welcome.importing.title',
  stopped: 'welcome.importing.title',
  done: 'welcome.importing.done',
  empty: 'dashboard.empty.title',
}

/** The first run, from the secret to the history. */
export function useWelcome() {
  const { t } = useI18n()
  const format = useFormat()
  const optionName = useOptionName()
  const { now, today } = useClock()
  const sync = useSync()
  const { points, known } = useUsagePoints()
  const months = useMonths(null, today)

  const held = computed(() => points.value.some((point) => lastDayOf(point) !== null))
  const state = computed(() =>
    sync.status.value && known.value ? firstRunOf(sync.status.value, points.value.length, held.value) : null,
  )
  const run = computed(() => sync.status.value?.current ?? sync.status.value?.last ?? null)
  const series = computed(() => (run.value ? seriesOf(run.value.steps, sync.progress.value) : []))
  const curve = computed(() => series.value.find(({ dataset }) => dataset === 'CONSUMPTION_CURVE') ?? null)
  const first = computed(() => consuming(points.value)[0] ?? null)
  const meter = computed(() => (consuming(points.value).length > 1 ? (first.value?.name ?? null) : null))
  const { weeks } = useCurveWeeks(
    () => first.value?.pdl ?? null,
    () => (curve.value ? { from: curve.value.since, to: today.value } : null),
  )

  const contractRead = computed(() =>
    points.value.some(({ subscribedPowerKva }) => subscribedPowerKva !== null),
  )
  const steps = computed(() => stepsOf(state.value ?? 'credentials', points.value.length, contractRead.value))
  const details = computed<Partial<Record<StepName, string>>>(() => {
    const count = (direction: 'CONSUMPTION' | 'PRODUCTION') =>
      points.value.filter(({ directions }) => directions.includes(direction)).length
    const drawn = count('CONSUMPTION')
    const injected = count('PRODUCTION')
    const meters = [
      ...(drawn > 0 ? [t('welcome.steps.drawn', { count: drawn }, drawn)] : []),
      ...(injected > 0 ? [t('welcome.steps.injected', { count: injected }, injected)] : []),
    ]
    const point = first.value
    const contract = point?.subscribedPowerKva
      ? [
          ...(point.pricingOption ? [optionName(point.pricingOption)] : []),
          `${point.subscribedPowerKva}\u00a0kVA`,
          ...(point.activationDate
            ? [t('welcome.steps.since', { month: format.day(point.activationDate, 'month') })]
            : []),
        ]
      : []
    return {
      connection: t('welcome.steps.connectionDetail'),
      ...(meters.length > 0 && { meters: meters.join(', ') }),
      ...(contract.length > 0 && { contract: contract.join(', ') }),
    }
  })
  const title = computed(() => t(titles[state.value ?? 'importing']))
  const lead = computed(() => {
    if (state.value === null || sync.status.value === null) return ''
    if (state.value === 'empty') return t('dashboard.empty.text')
    const found = leadOf(state.value, sync.status.value, series.value)
    return t(`welcome.${found.key}`, 'at' in found ? { moment: format.moment(found.at, now.value) } : {})
  })
  const problems = computed(() => worthSaying([sync.refusal.value, ...(sync.status.value?.problems ?? [])]))
  const view = computed(() => ({
    series: series.value,
    weeks: weeks.value,
    meter: meter.value,
    progress: sync.progress.value,
    running: sync.status.value?.current !== null,
    today: today.value,
  }))
  return { now, sync, state, title, lead, held, steps, details, months, problems, points, import: view }
}
