import type { PowerFacts } from './consumptionFacts'

/** Why nothing can be told from half-hours; null when something can. */
export function curveEmpty(
  facts: PowerFacts | null,
  t: (key: string) => string,
): { title: string; text: string } | null {
  if (facts === null || facts.coverage.known > 0) return null
  const reason = facts.coverage.missing.some((range) => range.reason === 'CURVE_NOT_ENABLED')
    ? 'CURVE_NOT_ENABLED'
    : (facts.coverage.missing[0]?.reason ?? 'NOT_ASKED')
  return { title: t(`reasons.${reason}.title`), text: t(`reasons.${reason}.text`) }
}
