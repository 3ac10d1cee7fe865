import { parseDecimal } from '../../format/parse'
import type { CorrectionInput } from '../../graphql/generated/graphql'

export interface CorrectionDraft {
  /** The day's total, or one slot of its curve. */
  of: 'day' | 'slot'
  /** Which slot. */
  slot: string
  /** kWh of the day, or W of the slot, as typed. */
  value: string
  erased: boolean
  note: string
}

export const emptyDraft = (): CorrectionDraft => ({
  of: 'day',
  slot: '0',
  value: '',
  erased: false,
  note: '',
})

export interface Subject {
  pdl: string
  day: string
  curve: { start: string; stepMinutes: number } | null
}

/** What is typed → what is asked; null when the value is no number from 0. */
export function correctionInput(
  draft: CorrectionDraft,
  { pdl, day, curve }: Subject,
): CorrectionInput | null {
  const value = draft.erased ? null : parseDecimal(draft.value)
  if (!draft.erased && (value === null || value < 0)) return null
  const note = draft.note.trim() === '' ? {} : { note: draft.note.trim() }
  if (draft.of === 'day')
    return { pdl, date: day, energyWh: value === null ? null : Math.round(value * 1000), ...note }
  if (curve === null) return null
  const { start, stepMinutes } = curve
  return {
    pdl,
    start: new Date(Date.parse(start) + Number(draft.slot) * stepMinutes * 60_000).toISOString(),
    stepMinutes,
    watts: [value === null ? null : Math.round(value)],
    ...note,
  }
}
