export interface Payback {
  /** Part of the price that has come back; null while what was earned is not known. */
  earnedRatio: number | null
  /** At the pace of the last twelve months; null when it never ends, or is not known. */
  monthsLeft: number | null
}

/** € paid for the panels, € earned since, € earned over the last twelve months. */
export function payback(priceEur: number, earnedEur: number | null, yearEur: number | null): Payback {
  if (earnedEur === null) return { earnedRatio: null, monthsLeft: null }
  const left = Math.max(0, priceEur - earnedEur)
  const pace = yearEur === null || yearEur <= 0 ? null : Math.ceil((left / yearEur) * 12)
  return { earnedRatio: Math.min(1, earnedEur / priceEur), monthsLeft: left === 0 ? 0 : pace }
}
