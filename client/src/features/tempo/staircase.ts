import type { TempoColor } from '../../graphql/generated/graphql'

const DAY = 24 * 60

export interface Stair {
  /** Minutes since today's midnight, on the wall clock of Paris. */
  from: number
  to: number
  color: TempoColor | null
  rate: 'hc' | 'hp'
  /** Not published: only expected, or unknown. */
  expected: boolean
}

/**
 * Today and tomorrow, 48 hours of Tempo: each colour runs from 06:00 to 06:00, off-peak from 22:00.
 * The first six hours still belong to yesterday's colour.
 */
export function stairsOf(
  yesterday: TempoColor | null,
  today: TempoColor | null,
  tomorrow: { color: TempoColor | null; published: boolean },
): Stair[] {
  const known = (color: TempoColor | null) => ({ color, expected: color === null })
  const next = { color: tomorrow.color, expected: !tomorrow.published }
  return [
    { from: 0, to: 6 * 60, rate: 'hc', ...known(yesterday) },
    { from: 6 * 60, to: 22 * 60, rate: 'hp', ...known(today) },
    { from: 22 * 60, to: DAY + 6 * 60, rate: 'hc', ...known(today) },
    { from: DAY + 6 * 60, to: DAY + 22 * 60, rate: 'hp', ...next },
    { from: DAY + 22 * 60, to: 2 * DAY, rate: 'hc', ...next },
  ]
}
