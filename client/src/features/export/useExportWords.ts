import { useI18n } from 'vue-i18n'
import { useFormat } from '../../format/useFormat'
import type { ChipKind, ExportTarget, ProgressById } from './health'
import { chipOf } from './health'
import { foundDifferences, type ExportRun } from './runs'
import { dailyTime, readDuration } from './schedule'

/** The sentences of the export page, from what is pure. */
export function useExportWords() {
  const { t, te } = useI18n()
  const format = useFormat()

  /** "Injoignable" says more than "Échec". */
  function chip(target: ExportTarget, progress: ProgressById): string {
    const kind: ChipKind = chipOf(target, progress)
    const code = target.lastRun?.problem?.code
    if (kind === 'FAILING' && code && te(`destinations.failing.${code}`))
      return t(`destinations.failing.${code}`)
    return t(`destinations.health.${kind}`)
  }

  function schedule({ enabled, onChange, every, cron }: ExportTarget): string {
    if (!enabled) return t('destinations.when.off')
    const times = readDuration(every)
    const daily = dailyTime(cron)
    const parts = [
      ...(onChange ? [t('destinations.when.onChange')] : []),
      ...(times ? [t(`destinations.when.every.${times.unit}`, { count: times.count }, times.count)] : []),
      ...(cron === null
        ? []
        : [
            daily === null
              ? t('destinations.when.cron', { cron })
              : t('destinations.when.daily', { time: format.clock(daily) }),
          ]),
    ]
    return parts.length > 0 ? parts.join(', ') : t('destinations.when.byHand')
  }

  /** "Terminé" · "Vérifié, 3 écarts" · "Refusé, …" as a strong word and what follows, its comma included. */
  function result(run: ExportRun): { strong: string; more: string } {
    const action = t(`destinations.done.${run.action}`)
    if (foundDifferences(run)) return { strong: action, more: `, ${t('destinations.differences')}` }
    if (run.problem) {
      return {
        strong: t(`destinations.states.${run.state}`, { action }),
        more: `. ${t(`reasons.${run.problem.code}.title`)}`,
      }
    }
    if (run.state === 'COMPLETE') {
      const nothing = run.records === 0 && (run.action === 'SEND' || run.action === 'REPAIR')
      return { strong: action, more: nothing ? `, ${t('destinations.nothingNew')}` : '' }
    }
    return { strong: t(`destinations.states.${run.state}`, { action }), more: '' }
  }

  const values = (count: number) => t('destinations.values', { count: format.number(count) }, count)
  const milliseconds = (ms: number) =>
    ms < 1000 ? `${format.number(ms)}\u00a0ms` : format.duration(ms / 1000)

  return { chip, schedule, result, values, milliseconds }
}
