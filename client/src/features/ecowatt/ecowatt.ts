import { addDays } from '../../format/paris'
import type { EcowattSignalsQuery } from '../../graphql/generated/graphql'

type Signal = EcowattSignalsQuery['ecowattSignals'][number]

const DAYS = 4
/** Bar height by level: shape says what colour says. */
export const heights = [0.2, 0.36, 0.68, 1] as const

export interface EcowattDay {
  day: string
  /** 24 levels; null = not served. */
  hours: (number | null)[]
  /** RTE's own words, French. */
  message: string | null
  verdict: { kind: 'normal' | 'tense' | 'veryTense' | 'unknown' | 'partly'; count: number }
}

function verdictOf(hours: readonly (number | null)[]): EcowattDay['verdict'] {
  const count = (level: number | null) => hours.filter((hour) => hour === level).length
  if (count(null) === hours.length) return { kind: 'unknown', count: 0 }
  if (count(3) > 0) return { kind: 'veryTense', count: count(3) }
  if (count(2) > 0) return { kind: 'tense', count: count(2) }
  return count(null) > 0 ? { kind: 'partly', count: count(null) } : { kind: 'normal', count: 0 }
}

/** Today and the three days after, a missing day as unknown hours; empty when no signal is held at all. */
export function ecowattDays(signals: readonly Signal[], today: string): EcowattDay[] {
  const byDay = new Map(signals.map((signal) => [signal.date, signal]))
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index))
  if (!days.some((day) => byDay.has(day))) return []
  return days.map((day) => {
    const hours = byDay.get(day)?.hours ?? []
    const full = Array.from({ length: 24 }, (_, hour) => hours[hour] ?? null)
    return { day, hours: full, message: byDay.get(day)?.message ?? null, verdict: verdictOf(full) }
  })
}

/** When RTE made the newest of them. */
export function publishedAt(signals: readonly Signal[]): string | null {
  return (
    signals
      .map((signal) => signal.publishedAt)
      .filter((instant) => instant !== null)
      .sort()
      .at(-1) ?? null
  )
}
