import type { TokenName } from './tokens'

export const ramp: readonly TokenName[] = ['seq-0', 'seq-1', 'seq-2', 'seq-3', 'seq-4', 'seq-5']

/** Which step of the ramp a value takes between the two ends. */
export function shadeOf(value: number, low: number, high: number): TokenName {
  const ratio = high > low ? (value - low) / (high - low) : 0
  return ramp[Math.min(ramp.length - 1, Math.max(0, Math.floor(ratio * ramp.length)))] ?? 'seq-0'
}

/** The two ends of known values; null when none is. */
export function ends(values: readonly (number | null)[]): { low: number; high: number } | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  return { low: Math.min(...known), high: Math.max(...known) }
}
