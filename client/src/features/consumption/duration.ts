import type { ChartView } from '../../charts/chart'
import { roundScale, upright } from '../../charts/scale'
import { line } from '../../charts/shapes'
import type { Words } from '../../charts/words'

/** Those asked in the document, in its order. */
export const PERCENTILES = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 82, 84,
  86, 88, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100,
]
export const MARKS = [50, 95, 99]

/** Share of the time, % → power exceeded that long, W; highest first. */
export function exceeded(watts: readonly number[]): { share: number; watts: number; percentile: number }[] {
  return PERCENTILES.flatMap((percentile, index) => {
    const value = watts[index]
    return value === undefined ? [] : [{ share: 100 - percentile, watts: value, percentile }]
  }).reverse()
}

export function durationView(percentiles: readonly number[], { t, format }: Words): ChartView {
  const points = exceeded(percentiles)
  const highest = points[0]?.watts ?? 0
  const kilo = highest >= 1000
  const unit = (watts: number) => (kilo ? watts / 1000 : watts)
  const { top } = roundScale(unit(highest))
  const share = (value: number) => format.percent(value / 100, { decimals: 0 })
  const nearest = (x: number) =>
    points.reduce(
      (best, point, index) =>
        Math.abs(point.share - x) < Math.abs((points[best]?.share ?? Infinity) - x) ? index : best,
      0,
    )
  const median = points.find(({ percentile }) => percentile === 50)
  return {
    x: {
      min: 0,
      max: 100,
      ticks: (from, to, room) => {
        const every = [5, 10, 20, 25, 50].find((step) => (to - from) / step < room) ?? 50
        return Array.from({ length: 100 / every + 1 }, (_, index) => ({
          value: index * every,
          label: share(index * every),
        })).filter(({ value }) => value >= from && value <= to)
      },
    },
    y: upright(unit(highest), kilo ? 'kW' : 'W', format.number),
    series: (tokens) => [
      line(
        points.map(({ share: x, watts }) => [x, unit(watts)] as const),
        { color: tokens.ink, area: true },
      ),
      {
        type: 'line',
        silent: true,
        z: 6,
        lineStyle: { opacity: 0 },
        symbol: 'circle',
        symbolSize: 9,
        itemStyle: { color: tokens.ink, borderColor: tokens.surface, borderWidth: 2 },
        label: {
          show: true,
          position: 'top',
          distance: 5,
          offset: [14, 4],
          fontSize: 12,
          color: tokens['ink-2'],
          formatter: ({ dataIndex }: { dataIndex: number }) => `P${MARKS[dataIndex]}`,
        },
        data: MARKS.flatMap((mark) => {
          const point = points.find(({ percentile }) => percentile === mark)
          return point ? [[point.share, unit(point.watts)]] : []
        }),
      },
    ],
    count: points.length,
    locate: (x) => (x >= 0 && x <= 100 ? nearest(x) : null),
    area: (index) => {
      const x = points[index]?.share ?? 0
      return { x0: x, x1: x, y0: 0, y1: top }
    },
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => {
      const point = points[index]
      return {
        title: format.watts(point?.watts ?? 0),
        rows: [{ name: t('consumption.duration.exceeded'), value: share(point?.share ?? 0) }],
      }
    },
    legend: [],
    table: {
      columns: [t('consumption.duration.share'), 'W'],
      rows: points.map(({ share: x, watts }) => ({
        cells: [share(x), format.watts(watts)],
        raw: [x, watts],
      })),
    },
    summary: t('consumption.duration.summary', { power: format.watts(median?.watts ?? 0) }),
  }
}
