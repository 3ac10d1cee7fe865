import { areaOfColumn, column, type ChartView, type LegendEntry, type Mark } from '../../charts/chart'
import { roundScale, spaced, upright } from '../../charts/scale'
import { gaps, line, rectangles, stairs } from '../../charts/shapes'
import type { TokenName } from '../../charts/tokens'
import type { Words } from '../../charts/words'
import type { SplitFieldsFragment, StepFieldsFragment } from '../../graphql/generated/graphql'
import type { StepName } from '../period/period'
import { bucketName, lookOf } from '../tariffs/buckets'
import { isMissing } from './periodFigures'
import { bucketsOf, splitBlocks, splitWh } from './split'
import { stepLabel, stepTitle } from './stepNames'

export interface BarsInput {
  points: readonly StepFieldsFragment[]
  /** Price buckets of each point; empty when nothing is split. */
  splits: readonly SplitFieldsFragment[]
  compared: readonly StepFieldsFragment[] | null
  comparedName: string
  name: string
  step: StepName
  color: TokenName
}

export function barsView(input: BarsInput, words: Words): ChartView {
  const { points, compared, step, color } = input
  const { t, format } = words
  const kwh = points.map(({ energyWh }) => (energyWh === null ? null : energyWh / 1000))
  const other = compared?.map(({ energyWh }) => (energyWh === null ? null : energyWh / 1000)) ?? []
  const highest = Math.max(0, ...kwh.map((value) => value ?? 0), ...other.map((value) => value ?? 0))
  const { top } = roundScale(highest)
  const missing = points.map(isMissing)
  const buckets = bucketsOf(input.splits)
  const markOf = (bucket: string): Mark => {
    const look = lookOf(bucket)
    return { kind: look.hatched ? 'hatch' : 'fill', color: look.color }
  }
  const figure = (wh: number | null | undefined) =>
    wh === null || wh === undefined ? t('charts.missing') : format.kwh(wh)
  const legend: LegendEntry[] = [
    ...(buckets.length === 0
      ? [{ key: 'main', name: input.name, mark: { kind: 'fill', color } as const }]
      : buckets.map((bucket) => ({
          key: bucket,
          name: bucketName(bucket, words),
          mark: markOf(bucket),
          hides: true,
        }))),
    ...(compared
      ? [
          {
            key: 'compared',
            name: input.comparedName,
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
  ]
  const isSplit = (index: number) => buckets.length > 0 && (input.splits[index]?.buckets.length ?? 0) > 0
  const best = points.reduce<StepFieldsFragment | null>(
    (found, point) =>
      point.energyWh !== null && !isMissing(point) && point.energyWh > (found?.energyWh ?? -1)
        ? point
        : found,
    null,
  )
  return {
    x: {
      min: 0,
      max: Math.max(1, points.length),
      ticks: (from, to, room) =>
        spaced(from, to, room, points.length, (index) => stepLabel(points[index]?.from ?? '', step, words)),
    },
    y: upright(highest, 'kWh', format.number),
    series: (tokens, hidden) => [
      gaps(missing, top, tokens, true),
      rectangles(
        splitBlocks(
          input.splits,
          buckets.filter((bucket) => !hidden.has(bucket)),
        ).map((block) => ({
          x0: block.index,
          x1: block.index + 1,
          y0: block.from,
          y1: block.to,
          fill: block.hatched ? tokens.hatch : tokens[block.color],
          edge: block.edge ? tokens[block.edge] : undefined,
          space: 3,
          widest: 44,
        })),
      ),
      rectangles(
        kwh.flatMap((value, index) =>
          value === null || isSplit(index)
            ? []
            : [
                {
                  x0: index,
                  x1: index + 1,
                  y0: 0,
                  y1: value,
                  fill: tokens[color],
                  radius: 2,
                  space: 3,
                  widest: 44,
                },
              ],
        ),
      ),
      ...(compared && !hidden.has('compared')
        ? [line(stairs(other), { color: tokens.cmp, width: 1.2, dashed: true, opacity: 0.9, z: 4 })]
        : []),
    ],
    count: points.length,
    locate: (x) => column(x, points.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => {
      const point = points[index]
      if (!point) return { title: '', rows: [] }
      const { known, expected } = point.coverage
      const match = compared?.[index]
      return {
        title: stepTitle(point.from, step, words),
        rows: [
          ...[...buckets].reverse().flatMap((bucket) => {
            const wh = input.splits[index] ? splitWh(input.splits[index], bucket) : null
            return wh === null
              ? []
              : [{ name: bucketName(bucket, words), value: figure(wh), mark: markOf(bucket) }]
          }),
          { name: input.name, value: figure(point.energyWh), mark: { kind: 'fill', color } },
          ...(match
            ? [
                {
                  name: stepTitle(match.from, step, words),
                  value: figure(match.energyWh),
                  mark: { kind: 'dash' as const, color: 'cmp' as const },
                },
              ]
            : []),
          ...(known < expected && expected > 1
            ? [{ name: t('charts.coverage'), value: t('charts.days', { known, expected }, known) }]
            : []),
        ],
      }
    },
    legend,
    table: {
      columns: [
        t(`consumption.steps.${step}`),
        'kWh',
        ...(compared ? [input.comparedName] : []),
        t('charts.coverage'),
      ],
      rows: points.map((point, index) => ({
        cells: [
          stepTitle(point.from, step, words),
          figure(point.energyWh),
          ...(compared ? [figure(compared[index]?.energyWh)] : []),
          `${point.coverage.known}/${point.coverage.expected}`,
        ],
        raw: [
          point.from,
          kwh[index] ?? null,
          ...(compared ? [other[index] ?? null] : []),
          `${point.coverage.known}/${point.coverage.expected}`,
        ],
      })),
    },
    summary: best
      ? t('consumption.bars.summary', {
          name: input.name,
          when: stepTitle(best.from, step, words),
          energy: figure(best.energyWh),
        })
      : t('consumption.bars.none'),
    picks: step === 'day',
  }
}
