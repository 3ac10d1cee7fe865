import type { FileImport } from './file-import.entity.js'

/** The meter that values of a file go to: null = somebody must say. */
export type TargetOf = (named: string) => string | null

/** Meters that a file names, each once. */
export function metersOf({ contents, totals }: Pick<FileImport, 'contents' | 'totals'>): string[] {
  const named = [...contents, ...totals].flatMap(({ pdl }) => pdl ?? [])
  return [...new Set(named)].sort()
}

/**
 * A file of several meters goes to each of them; any other goes to the meter that was chosen.
 * @param chosen by the user, or the one that the file names when it is known; null = none yet.
 */
export function targetsOf(named: readonly string[], chosen: string | null): TargetOf {
  return named.length > 1 ? (pdl) => (pdl === '' ? chosen : pdl) : () => chosen
}
