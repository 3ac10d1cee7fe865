import { areaOfColumn, column, type ChartView } from '../../charts/chart'
import { roundScale, spaced, upright } from '../../charts/scale'
import { gaps, line, rectangles, stairs } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { addMonths, firstOfMonth } from '../../format/paris'
import type { Range } from '../period/period'

/** First days of the months of a range, the first cut at its own start. */
export function monthsOf({ from, to }: Range): string[] {
  const months = [from]
  for (let next = addMonths(firstOfMonth(from), 1); next < to; next = addMonths(next, 1)) months.push(next)
  return months
}

interface Row {
  name: string
  eur: readonly (number | null)[]
}

/** One offer month by month, and the contract in force as a line. */
export function rankedMonths(
  months: readonly string[],
  offer: Row,
  current: Row | null,
  words: Words,
): ChartView {
  const { t, format } = words
  const eur = (value: number | null | undefined) =>
    value === null || value === undefined ? t('costs.unpriced') : format.euros(value)
  const highest = Math.max(0, ...[...offer.eur, ...(current?.eur ?? [])].map((value) => value ?? 0))
  const { top } = roundScale(highest)
  const won = months.filter((_, index) => {
    const [here, there] = [offer.eur[index] ?? null, current?.eur[index] ?? null]
    return here !== null && there !== null && here < there
  }).length
  return {
    x: {
      min: 0,
      max: Math.max(1, months.length),
      ticks: (from, to, room) =>
        spaced(from, to, room, months.length, (index) => format.day(months[index] ?? '', 'monthOnly')),
    },
    y: upright(highest, '€', format.number),
    series: (tokens, hidden) => [
      gaps(
        months.map((_, index) => (offer.eur[index] ?? null) === null),
        top,
        tokens,
        true,
      ),
      rectangles(
        months.flatMap((_, index) => {
          const value = offer.eur[index] ?? null
          return value === null
            ? []
            : [
                {
                  x0: index,
                  x1: index + 1,
                  y0: 0,
                  y1: value,
                  fill: tokens.ink,
                  radius: 2,
                  space: 4,
                  widest: 44,
                },
              ]
        }),
      ),
      ...(current && !hidden.has('current')
        ? [line(stairs(current.eur), { color: tokens.cmp, width: 1.4, dashed: true, z: 4 })]
        : []),
    ],
    count: months.length,
    locate: (x) => column(x, months.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => ({
      title: format.day(months[index] ?? '', 'fullMonth'),
      rows: [
        { name: offer.name, value: eur(offer.eur[index]), mark: { kind: 'fill', color: 'ink' } },
        ...(current
          ? [
              {
                name: current.name,
                value: eur(current.eur[index]),
                mark: { kind: 'dash', color: 'cmp' } as const,
              },
            ]
          : []),
      ],
    }),
    legend: [
      { key: 'offer', name: offer.name, mark: { kind: 'fill', color: 'ink' } },
      ...(current
        ? [{ key: 'current', name: current.name, mark: { kind: 'dash', color: 'cmp' } as const, hides: true }]
        : []),
    ],
    table: {
      columns: [t('consumption.steps.month'), offer.name, ...(current ? [current.name] : [])],
      rows: months.map((month, index) => ({
        cells: [
          format.day(month, 'fullMonth'),
          eur(offer.eur[index]),
          ...(current ? [eur(current.eur[index])] : []),
        ],
        raw: [month, offer.eur[index] ?? null, ...(current ? [current.eur[index] ?? null] : [])],
      })),
    },
    summary: t('offers.ranking.monthsSummary', { name: offer.name, won, count: months.length }),
  }
}
