import type { Day } from '../core/index.js'

const STEPS = [3, 6, 9, 12, 15, 18, 24, 30, 36]
const ENOUGH_DAYS = 350
const COMFORT = 0.95

/**
 * Smallest subscribed power that would do: 99 days in 100 below 95 % of it, and one day a year
 * above it at most. null under twelve months, or when not even 36 kVA would do.
 * @param peaksVa highest power of each day, VA.
 */
export function advisedPower(
  peaksVa: readonly { readonly date: Day; readonly powerVa: number }[],
): number | null {
  if (peaksVa.length < ENOUGH_DAYS) return null
  const sorted = peaksVa.map(({ powerVa }) => powerVa).sort((a, b) => a - b)
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0
  const years = peaksVa.length / 365.25
  const fits = (kva: number) => {
    const exceedances = sorted.filter((power) => power > kva * 1000).length
    return p99 <= COMFORT * kva * 1000 && exceedances <= Math.max(1, years)
  }
  return STEPS.find(fits) ?? null
}
