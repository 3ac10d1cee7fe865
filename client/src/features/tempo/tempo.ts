import type { TempoColor, TempoNowQuery } from '../../graphql/generated/graphql'
import { addDays } from '../../format/paris'
import { stairsOf, type Stair } from './staircase'

export interface Count {
  color: TempoColor
  used: number
  left: number
  quota: number
  /** Days to come that may still take it. */
  eligible: number
}

export type Tomorrow =
  | { kind: 'known'; color: TempoColor }
  | { kind: 'forecast'; color: TempoColor; ratio: number }
  | { kind: 'waiting' }

export interface TempoView {
  color: TempoColor | null
  offPeak: boolean
  changesAt: string
  /** The next Tempo day. */
  day: string
  /** It is before 06:00: that next day is the civil today. */
  early: boolean
  tomorrow: Tomorrow
  nextTryAt: string | null
  stairs: Stair[]
  left: { color: TempoColor; left: number; quota: number }[]
}

/** A forecast that only counts the days left tells nothing about tomorrow. */
const MERE_COUNT = 'quota'
const LIKELY = 0.5

function expected(forecasts: TempoNowQuery['tempoForecast'], day: string): Tomorrow {
  const forecast = forecasts.find(({ date }) => date === day)
  if (!forecast || forecast.confidence === MERE_COUNT) return { kind: 'waiting' }
  const ratios: [TempoColor, number][] = [
    ['BLUE', forecast.blueRatio],
    ['WHITE', forecast.whiteRatio],
    ['RED', forecast.redRatio],
  ]
  const [color, ratio] = ratios.reduce((best, next) => (next[1] > best[1] ? next : best))
  return ratio > LIKELY ? { kind: 'forecast', color, ratio } : { kind: 'waiting' }
}

function stairs({ tempoDays, tempoForecast }: TempoNowQuery, today: string): Stair[] {
  const colors = new Map(tempoDays.map(({ date, color }) => [date, color]))
  const tomorrow = addDays(today, 1)
  const published = colors.get(tomorrow) ?? null
  const forecast = expected(tempoForecast, tomorrow)
  return stairsOf(colors.get(addDays(today, -1)) ?? null, colors.get(today) ?? null, {
    color: published ?? ('color' in forecast ? forecast.color : null),
    published: published !== null,
  })
}

/** `today` is the civil day: before 06:00 the Tempo day under way is still yesterday's. Null when nothing is known. */
export function tempoView(answer: TempoNowQuery, today: string): TempoView | null {
  const { tempoNow, tempoSeason, tempoForecast } = answer
  const next = tempoNow.tomorrow
  const tomorrow: Tomorrow =
    next.color === null ? expected(tempoForecast, next.date) : { kind: 'known', color: next.color }
  const published = tempoSeason.colors.some(({ used }) => used > 0)
  if (tempoNow.color === null && tomorrow.kind === 'waiting' && !published) return null
  return {
    color: tempoNow.color,
    offPeak: tempoNow.offPeak,
    changesAt: tempoNow.changesAt,
    day: next.date,
    early: next.date === today,
    tomorrow,
    nextTryAt: tempoNow.nextTryAt,
    stairs: stairs(answer, today),
    left: published ? tempoSeason.colors.map(({ color, left, quota }) => ({ color, left, quota })) : [],
  }
}
