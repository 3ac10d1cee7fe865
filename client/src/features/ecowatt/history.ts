import { addDays, daysBetween, weekday } from '../../format/paris'
import type { EcowattHistoryQuery } from '../../graphql/generated/graphql'

type Signal = EcowattHistoryQuery['ecowattSignals'][number]

export interface PastDay {
  day: string
  /** 24 levels; null = not served. */
  hours: (number | null)[]
  /** Worst level known; null = the day is not held. */
  worst: number | null
  /** From 0, in weeks. */
  week: number
  /** 1 Monday … 7 Sunday. */
  weekday: number
}

/** Every day of [from, to), known or not: a hole is shown as a hole. */
export function pastDays(signals: readonly Signal[], from: string, to: string): PastDay[] {
  const byDay = new Map(signals.map((signal) => [signal.date, signal]))
  const offset = weekday(from) - 1
  return Array.from({ length: daysBetween(from, to) }, (_, index) => {
    const day = addDays(from, index)
    const given = byDay.get(day)?.hours ?? []
    const hours = Array.from({ length: 24 }, (__, hour) => given[hour] ?? null)
    const known = hours.filter((level) => level !== null)
    return {
      day,
      hours,
      worst: known.length > 0 ? Math.max(...known) : null,
      week: Math.floor((offset + index) / 7),
      weekday: weekday(day),
    }
  })
}

export function countTense(days: readonly PastDay[]): { known: number; tense: number } {
  return {
    known: days.filter(({ worst }) => worst !== null).length,
    tense: days.filter(({ worst }) => worst !== null && worst >= 2).length,
  }
}
