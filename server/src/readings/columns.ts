import type { Instant } from '../core/index.js'

/** Values → PostgreSQL's way to write an array, for `unnest`. Of numbers and plain words: nothing is escaped. */
export function column(values: readonly (number | string | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join(',')}}`
}

/** Whole seconds since 1970. */
export function seconds(instant: Instant): number {
  return Math.round(instant / 1000)
}
