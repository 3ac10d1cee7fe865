import { areaOfColumn, column, type ChartView } from '../../charts/chart'
import { roundScale, spaced, upright } from '../../charts/scale'
import { gaps, line, rectangles, stairs } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { addDays, daysBetween } from '../../format/paris'
import type { PeaksQuery } from '../../graphql/generated/graphql'
import type { Range } from '../period/period'

type Peak = PeaksQuery['maxPower']['days'][number]

/** One place per day of the range, holes included. */
export function peaksByDay(
  days: readonly Peak[],
  { from, to }: Range,
): { date: string; peak: Peak | null }[] {
  const byDate = new Map(days.map((day) => [day.date, day]))
  return Array.from({ length: daysBetween(from, to) }, (_, index) => {
    const date = addDays(from, index)
    return { date, peak: byDate.get(date) ?? null }
  })
}

/** Subscribed power of a day, VA, from the share the server gives. */
export function subscribedVa({ powerVa, subscribedRatio }: Peak): number | null {
  return subscribedRatio ? Math.round(powerVa / subscribedRatio / 1000) * 1000 : null
}

/** The subscribed power holds over the days between two known ones. */
function subscribedLine(days: readonly { peak: Peak | null }[]): (number | null)[] {
  let last: number | null = null
  return days.map(({ peak }) => {
    if (peak) last = subscribedVa(peak) ?? last
    return last === null ? null : last / 1000
  })
}

export function peaksView(days: readonly Peak[], range: Range, { t, format }: Words): ChartView {
  const places = peaksByDay(days, range)
  const first = places.findIndex(({ peak }) => peak !== null)
  const subscribed = subscribedLine(places)
  const kva = places.map(({ peak }) => (peak ? peak.powerVa / 1000 : null))
  const highest = Math.max(0, ...[...kva, ...subscribed].map((value) => value ?? 0)) * 1.02
  const { top } = roundScale(highest)
  const name = (place: (typeof places)[number] | undefined) => format.day(place?.date ?? '', 'full')
  const best = days.reduce<Peak | null>(
    (found, day) => (day.powerVa > (found?.powerVa ?? -1) ? day : found),
    null,
  )
  const missing = kva.map((value, index) => value === null && first >= 0 && index > first)
  const hue = (ratio: number | null) => ((ratio ?? 0) > 1 ? 'error' : (ratio ?? 0) > 0.9 ? 'hp' : 'ink-2')
  const words = ({ peak }: (typeof places)[number]) => (peak ? format.kva(peak.powerVa) : t('charts.missing'))
  return {
    x: {
      min: 0,
      max: Math.max(1, places.length),
      ticks: (from, to, room) =>
        spaced(from, to, room, places.length, (index) => format.day(places[index]?.date ?? '', 'day')),
    },
    y: upright(highest, 'kVA', format.number),
    series: (tokens, hidden) => [
      gaps(missing, top, tokens, true),
      rectangles(
        kva.flatMap((value, index) =>
          value === null
            ? []
            : [
                {
                  x0: index,
                  x1: index + 1,
                  y0: 0,
                  y1: value,
                  fill: tokens[hue(places[index]?.peak?.subscribedRatio ?? null)],
                  radius: 2,
                  space: 3,
                  widest: 20,
                },
              ],
        ),
      ),
      ...(hidden.has('subscribed')
        ? []
        : [line(stairs(subscribed), { color: tokens.cmp, width: 1.4, dashed: true, z: 5 })]),
    ],
    count: places.length,
    locate: (x) => column(x, places.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => {
      const place = places[index]
      const peak = place?.peak
      if (!place || !peak) return { title: name(place), rows: [{ name: t('charts.missing'), value: '' }] }
      return {
        title: name(place),
        rows: [
          {
            name: t('consumption.peaks.at', { time: format.time(peak.at) }),
            value: format.kva(peak.powerVa),
          },
          ...(peak.subscribedRatio
            ? [
                {
                  name: t('consumption.peaks.share'),
                  value: format.percent(peak.subscribedRatio, { decimals: 0 }),
                },
              ]
            : []),
        ],
      }
    },
    legend: [
      { key: 'main', name: t('consumption.peaks.day'), mark: { kind: 'fill', color: 'ink-2' } },
      ...(days.some(({ subscribedRatio }) => (subscribedRatio ?? 0) > 0.9)
        ? [{ key: 'over', name: t('consumption.peaks.over'), mark: { kind: 'fill', color: 'hp' } as const }]
        : []),
      {
        key: 'subscribed',
        name: t('consumption.peaks.subscribed'),
        mark: { kind: 'dash', color: 'cmp' },
        hides: true,
      },
    ],
    table: {
      columns: [t('consumption.steps.day'), 'kVA', t('consumption.day.hour'), t('consumption.peaks.share')],
      rows: places.map((place) => ({
        cells: [
          name(place),
          words(place),
          place.peak ? format.time(place.peak.at) : '',
          place.peak?.subscribedRatio ? format.percent(place.peak.subscribedRatio, { decimals: 0 }) : '',
        ],
        raw: [
          place.date,
          place.peak ? place.peak.powerVa / 1000 : null,
          place.peak?.at ?? null,
          place.peak?.subscribedRatio ?? null,
        ],
      })),
    },
    summary: best
      ? t('consumption.peaks.summary', {
          power: format.kva(best.powerVa),
          day: format.day(best.date, 'full'),
          time: format.time(best.at),
        })
      : '',
  }
}
