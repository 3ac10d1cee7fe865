import { areaOfColumn, column, type ChartView } from '../../charts/chart'
import { roundScale, spaced, upright } from '../../charts/scale'
import { gaps, line, stairs } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { addDays, weekday } from '../../format/paris'

/** Least squares over the known weeks; null under three of them. */
export function trend(values: readonly (number | null)[]): { start: number; slope: number } | null {
  const known = values.flatMap((value, index) => (value === null ? [] : [[index, value] as const]))
  if (known.length < 3) return null
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const [x, y] = [mean(known.map(([index]) => index)), mean(known.map(([, value]) => value))]
  const spread = known.reduce((sum, [index]) => sum + (index - x) ** 2, 0)
  const slope = known.reduce((sum, [index, value]) => sum + (index - x) * (value - y), 0) / spread
  return { start: y - slope * x, slope }
}

export function baseLoadView(
  watts: readonly (number | null)[],
  from: string,
  { t, format }: Words,
): ChartView {
  const monday = addDays(from, 1 - weekday(from))
  const week = (index: number) => addDays(monday, index * 7)
  const highest = Math.max(0, ...watts.map((value) => value ?? 0))
  const { top } = roundScale(highest)
  const slope = trend(watts)
  const at = (index: number) => (slope ? slope.start + slope.slope * index : 0)
  const power = (value: number | null | undefined) =>
    value === null || value === undefined ? t('charts.missing') : format.watts(value)
  const last = watts.filter((value) => value !== null).at(-1) ?? null
  const missing = watts.map((value) => value === null)
  const title = (index: number) => t('consumption.bars.weekOf', { day: format.day(week(index), 'date') })
  return {
    x: {
      min: 0,
      max: Math.max(1, watts.length),
      ticks: (start, end, room) =>
        spaced(start, end, room, watts.length, (index) => format.day(week(index), 'day')),
    },
    y: upright(highest, 'W', format.number),
    series: (tokens, hidden) => [
      gaps(missing, top, tokens),
      line(stairs(watts), { color: tokens.ink, area: true }),
      ...(slope && !hidden.has('trend')
        ? [
            line(
              [
                [0.5, Math.max(0, at(0))],
                [watts.length - 0.5, Math.max(0, at(watts.length - 1))],
              ],
              { color: tokens.cmp, width: 1.4, dashed: true, z: 4 },
            ),
          ]
        : []),
    ],
    count: watts.length,
    locate: (x) => column(x, watts.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => ({
      title: title(index),
      rows: [
        {
          name: t('consumption.figures.baseLoad'),
          value: power(watts[index]),
          mark: { kind: 'line', color: 'ink' },
        },
      ],
    }),
    legend: [
      { key: 'main', name: t('consumption.baseLoad.week'), mark: { kind: 'line', color: 'ink' } },
      ...(slope
        ? [
            {
              key: 'trend',
              name: t('consumption.baseLoad.trend'),
              mark: { kind: 'dash' as const, color: 'cmp' as const },
              hides: true,
            },
          ]
        : []),
      ...(missing.includes(true)
        ? [
            {
              key: 'gap',
              name: t('charts.noData'),
              mark: { kind: 'hatch' as const, color: 'missing' as const },
            },
          ]
        : []),
    ],
    table: {
      columns: [t('consumption.steps.week'), 'W'],
      rows: watts.map((value, index) => ({ cells: [title(index), power(value)], raw: [week(index), value] })),
    },
    summary: t('consumption.baseLoad.summary', { power: power(last) }),
  }
}
