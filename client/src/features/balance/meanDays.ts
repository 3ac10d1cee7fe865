import { column, type ChartView } from '../../charts/chart'
import { roundScale, upright } from '../../charts/scale'
import { line, stairs } from '../../charts/shapes'
import type { Words } from '../../charts/words'

const HOURS = 24
/** Months of each season, January = 0. */
export const seasonMonths = {
  winter: [11, 0, 1],
  spring: [2, 3, 4],
  summer: [5, 6, 7],
  autumn: [8, 9, 10],
} as const
export type SeasonName = keyof typeof seasonMonths
export const seasonNames = Object.keys(seasonMonths) as SeasonName[]

type Profile = readonly (number | null)[]

/** 12 × 24 mean W → the mean day of a season, from the months that are known at that hour. */
export function seasonDay(profile: Profile, season: SeasonName): (number | null)[] {
  return Array.from({ length: HOURS }, (_, hour) => {
    const known = seasonMonths[season]
      .map((month) => profile[month * HOURS + hour] ?? null)
      .filter((watts) => watts !== null)
    return known.length === 0 ? null : known.reduce((sum, watts) => sum + watts, 0) / known.length
  })
}

/** Drawn less injected, cell by cell; null where one is not known. */
export function netProfile(drawn: Profile, injected: Profile): (number | null)[] {
  return drawn.map((watts, index) => {
    const other = injected[index] ?? null
    return watts === null || other === null ? null : watts - other
  })
}

/** Two mean days on one axis of 24 hours. */
export function meanDayView(drawn: Profile, injected: Profile, words: Words): ChartView {
  const { t, format } = words
  const highest = Math.max(0, ...[...drawn, ...injected].map((watts) => watts ?? 0))
  const { top } = roundScale(highest)
  const power = (watts: number | null | undefined) =>
    watts === null || watts === undefined ? t('charts.missing') : format.watts(watts)
  const peak = injected.reduce<number>(
    (best, watts, hour) => ((watts ?? -1) > (injected[best] ?? -1) ? hour : best),
    0,
  )
  return {
    x: {
      min: 0,
      max: HOURS,
      ticks: () => [0, 6, 12, 18, 24].map((hour) => ({ value: hour, label: format.clock(hour * 60) })),
    },
    y: upright(highest, 'W', format.number),
    series: (tokens, hidden) => [
      ...(hidden.has('drawn') ? [] : [line(stairs(drawn), { color: tokens.cmp, area: true })]),
      ...(hidden.has('injected') ? [] : [line(stairs(injected), { color: tokens.inj, area: true })]),
    ],
    count: HOURS,
    locate: (x) => column(x, HOURS),
    area: (index) => ({ x0: index, x1: index + 1, y0: 0, y1: top }),
    strides: { horizontal: 1, vertical: 6 },
    tip: (hour) => ({
      title: `${format.clock(hour * 60)} – ${format.clock((hour + 1) * 60)}`,
      rows: [
        { name: t('balance.drawn'), value: power(drawn[hour]), mark: { kind: 'line', color: 'cmp' } },
        { name: t('balance.injected'), value: power(injected[hour]), mark: { kind: 'line', color: 'inj' } },
      ],
    }),
    legend: [
      { key: 'drawn', name: t('balance.drawn'), mark: { kind: 'line', color: 'cmp' }, hides: true },
      { key: 'injected', name: t('balance.injected'), mark: { kind: 'line', color: 'inj' }, hides: true },
    ],
    table: {
      columns: [t('consumption.day.hour'), t('balance.drawn'), t('balance.injected')],
      rows: drawn.map((watts, hour) => ({
        cells: [format.clock(hour * 60), power(watts), power(injected[hour])],
        raw: [hour, watts, injected[hour] ?? null],
      })),
    },
    summary: t('balance.mean.summary', { time: format.clock(peak * 60), power: power(injected[peak]) }),
  }
}
