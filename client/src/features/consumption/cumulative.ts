import { areaOfColumn, column, type ChartView } from '../../charts/chart'
import { roundScale, spaced, upright } from '../../charts/scale'
import { line } from '../../charts/shapes'
import type { Mark } from '../../charts/chart'
import type { TokenName, Tokens } from '../../charts/tokens'
import type { Words } from '../../charts/words'
import { addDays, daysBetween } from '../../format/paris'
import type { StepFieldsFragment } from '../../graphql/generated/graphql'

/** Every date of any year has its place there. */
const LEAP = '2024-01-01'
const DAYS = 366

export interface YearLine {
  year: string
  /** By place in a leap year: kWh since 1 January; null where a day is missing, undefined where there is none. */
  sums: (number | null | undefined)[]
  totalKwh: number
  missing: number
}

/** Daily points, oldest first → one running total per calendar year; days before the meter are left out. */
export function yearLines(points: readonly StepFieldsFragment[]): YearLine[] {
  const lines = new Map<string, YearLine>()
  for (const { from, energyWh, coverage } of points) {
    if (coverage.expected === 0) continue
    const year = from.slice(0, 4)
    const line = lines.get(year) ?? { year, sums: [], totalKwh: 0, missing: 0 }
    lines.set(year, line)
    const place = daysBetween(LEAP, `2024${from.slice(4)}`)
    if (energyWh === null) line.missing++
    else line.totalKwh += energyWh / 1000
    line.sums[place] = energyWh === null ? null : line.totalKwh
  }
  return [...lines.values()]
}

function pointsOf({ sums }: YearLine): [number, number | null][] {
  const points: [number, number | null][] = []
  for (let place = 0; place < sums.length; place++) {
    const sum = sums[place]
    if (sum !== undefined) points.push([place + 1, sum])
  }
  return points
}

const colors: TokenName[] = ['ink', 'hp', 'cmp']

export function cumulativeView(years: readonly YearLine[], main: TokenName, { t, format }: Words): ChartView {
  const newest = [...years].reverse()
  const looks = newest.map((year, index) => ({
    ...year,
    color: index === 0 ? main : (colors[index] ?? 'cmp'),
    dashed: index > 1,
  }))
  const highest = Math.max(0, ...years.map(({ totalKwh }) => totalKwh))
  const { top } = roundScale(highest)
  const label = (place: number) => addDays(LEAP, place)
  const mark = ({ color, dashed }: (typeof looks)[number]): Mark => ({
    kind: dashed ? 'dash' : 'line',
    color,
  })
  const write = (sum: number | null | undefined) =>
    sum === null || sum === undefined ? t('charts.missing') : format.kwh(sum * 1000)
  const dot = (tokens: Tokens) => {
    const last =
      looks[0] &&
      pointsOf(looks[0])
        .filter(([, sum]) => sum !== null)
        .at(-1)
    const style = { color: tokens[main], borderColor: tokens.surface, borderWidth: 2 }
    return {
      type: 'line',
      data: last ? [last] : [],
      symbol: 'circle',
      symbolSize: 10,
      silent: true,
      z: 6,
      itemStyle: style,
    }
  }
  return {
    x: {
      min: 0,
      max: DAYS,
      ticks: (from, to, room) => {
        if (to - from < 60) return spaced(from, to, room, DAYS, (place) => format.day(label(place), 'day'))
        const months = Array.from({ length: 12 }, (_, month) => {
          const first = `2024-${String(month + 1).padStart(2, '0')}-01`
          return { value: daysBetween(LEAP, first) + 15, label: format.day(first, 'monthOnly') }
        })
        const every = room >= 12 ? 1 : room >= 6 ? 2 : 3
        return months.filter(({ value }, index) => index % every === 0 && value >= from && value <= to)
      },
    },
    y: upright(highest, 'kWh', format.number),
    series: (tokens, hidden) => [
      ...[...looks]
        .reverse()
        .filter(({ year }) => !hidden.has(year))
        .map((one) =>
          line(pointsOf(one), {
            color: tokens[one.color],
            width: one === looks[0] ? 2 : 1.4,
            dashed: one.dashed,
            z: one === looks[0] ? 5 : 3,
          }),
        ),
      ...(looks[0] && !hidden.has(looks[0].year) ? [dot(tokens)] : []),
    ],
    count: DAYS,
    locate: (x) => column(x, DAYS),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 7 },
    tip: (index) => ({
      title: format.day(label(index), 'day'),
      rows: looks
        .filter(({ sums }) => sums[index] !== undefined)
        .map((one) => ({ name: one.year, value: write(one.sums[index]), mark: mark(one) })),
    }),
    legend: looks.map((one) => ({ key: one.year, name: one.year, mark: mark(one), hides: true })),
    table: {
      columns: [t('consumption.steps.day'), ...looks.map(({ year }) => `${year} (kWh)`)],
      rows: Array.from({ length: DAYS }, (_, place) => place)
        .filter((place) => looks.some(({ sums }) => sums[place] !== undefined))
        .map((place) => ({
          cells: [
            format.day(label(place), 'day'),
            ...looks.map(({ sums }) => (sums[place] === undefined ? '' : write(sums[place]))),
          ],
          raw: [label(place).slice(5), ...looks.map(({ sums }) => sums[place] ?? null)],
        })),
    },
    summary: looks[0]
      ? t('consumption.cumulative.summary', { energy: write(looks[0].totalKwh), year: looks[0].year })
      : '',
  }
}
