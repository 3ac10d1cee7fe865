import type { Words } from '../../charts/words'
import type { StepName } from '../period/period'

/** "mer. 11 mars 2026", "semaine du 2 mars 2026", "mars 2026", "2026". */
export function stepTitle(from: string, step: StepName, { t, format }: Words): string {
  if (step === 'week') return t('consumption.bars.weekOf', { day: format.day(from, 'date') })
  return format.day(from, step === 'day' ? 'full' : step === 'month' ? 'fullMonth' : 'year')
}

/** The same, as short as an axis needs. */
export function stepLabel(from: string, step: StepName, { format }: Words): string {
  if (step === 'year') return format.day(from, 'year')
  if (step !== 'month') return format.day(from, 'day')
  return format.day(from, from.slice(5, 7) === '01' ? 'month' : 'monthOnly')
}
