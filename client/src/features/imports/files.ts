import type { FileImportQuery, FileImportsQuery } from '../../graphql/generated/graphql'

export type ImportSummary = FileImportsQuery['fileImports'][number]
export type ImportDetail = NonNullable<FileImportQuery['fileImport']>
export type ImportContent = ImportSummary['contents'][number]
export type ImportTable = ImportDetail['tables'][number]

/** Rules of refusal that the pages have a sentence for. */
export const REFUSALS = [
  'empty',
  'unknown',
  'other_source',
  'no_value',
  'monthly_only',
  'binary',
  'broken',
  'encrypted',
  'too_large_inside',
  'hostile',
  'dump_format',
] as const
export const RULES = [
  'date',
  'number',
  'range',
  'future',
  'grid',
  'skipped_hour',
  'duplicate',
  'index_backwards',
  'index_gap',
  'too_long',
  'unknown_table',
  'direction',
] as const
export const REMARKS = [
  'DIRECTION_ASSUMED',
  'REPEATED_HOUR_ONCE',
  'ROUNDED_TO_KWH',
  'REPEATED_VALUES',
  'ESTIMATED_VALUES',
] as const

/** The word itself when it is one of ours, else `other`. */
export function known<W extends string>(words: readonly W[], word: string | undefined): W | 'other' {
  return words.find((one) => one === word) ?? 'other'
}

/** Whether the user has to say which meter the file is of. */
export function asksForMeter({ namedPdls, pdl }: ImportSummary): boolean {
  return pdl === null && namedPdls.length < 2
}

/** A file that counts in whole kWh is kept for holes: it would blur what is known to the Wh. */
export function isRounded({ contents }: ImportSummary): boolean {
  return contents.some(({ precisionWh }) => precisionWh > 1)
}

/** Values that applying would write; null = not known yet. */
export function bringsValues({ contents }: ImportSummary, onlyGaps: boolean): number | null {
  let sum = 0
  for (const { valueCounts } of contents) {
    if (!valueCounts) return null
    sum += valueCounts.new + (onlyGaps ? 0 : valueCounts.differing)
  }
  return sum
}

/** Lines left out, whatever the reason, values told twice among them. */
export function leftOut({ rejectedCounts, contents }: ImportSummary): number {
  return (
    rejectedCounts.reduce((sum, { count }) => sum + count, 0) +
    contents.reduce((sum, { droppedValues }) => sum + droppedValues, 0)
  )
}
