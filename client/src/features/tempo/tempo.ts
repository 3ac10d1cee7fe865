import type { TempoColor, TempoNowQuery } from '../../graphql/generated/graphql'

export type Tomorrow =
  | { kind: 'known'; color: TempoColor }
  | { kind: 'forecast'; color: TempoColor; ratio: number }
  | { kind: 'waiting' }

export interface TempoView {
  color: TempoColor | null
  offPeak: boolean
  changesAt: string
  day: string
  tomorrow: Tomorrow
  nextTryAt: string | null
  seasonEnd: string
  left: { color: TempoColor; left: number; quota: number }[]
}

/** A forecast that only counts the days left tells nothing about tomorrow. */
const MERE_COUNT = 'quota'
const LIKELY = 0.5

function tomorrowOf({ tempoNow, tempoForecast }: TempoNowQuery): Tomorrow {
  if (tempoNow.tomorrow.color !== null) return { kind: 'known', color: tempoNow.tomorrow.color }
  const forecast = tempoForecast.find(({ date }) => date === tempoNow.tomorrow.date)
  if (!forecast || forecast.confidence === MERE_COUNT) return { kind: 'waiting' }
  const ratios: [TempoColor, number][] = [
    ['BLUE', forecast.blueRatio],
    ['WHITE', forecast.whiteRatio],
    ['RED', forecast.redRatio],
  ]
  const [color, ratio] = ratios.reduce((best, next) => (next[1] > best[1] ? next : best))
  return ratio > LIKELY ? { kind: 'forecast', color, ratio } : { kind: 'waiting' }
}

/** Null when nothing is known: the card then stays away. */
export function tempoView(answer: TempoNowQuery): TempoView | null {
  const { tempoNow, tempoSeason } = answer
  const tomorrow = tomorrowOf(answer)
  const published = tempoSeason.colors.some(({ used }) => used > 0)
  if (tempoNow.color === null && tomorrow.kind === 'waiting' && !published) return null
  return {
    color: tempoNow.color,
    offPeak: tempoNow.offPeak,
    changesAt: tempoNow.changesAt,
    day: tempoNow.tomorrow.date,
    tomorrow,
    nextTryAt: tempoNow.nextTryAt,
    seasonEnd: tempoSeason.to,
    left: published ? tempoSeason.colors.map(({ color, left, quota }) => ({ color, left, quota })) : [],
  }
}
