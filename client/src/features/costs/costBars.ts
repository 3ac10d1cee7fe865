import { areaOfColumn, column, type ChartView, type LegendEntry, type Mark } from '../../charts/chart'
import { spaced, upright } from '../../charts/scale'
import { gaps, line, rectangles, stairs } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { stepLabel, stepTitle } from '../consumption/stepNames'
import type { StepName } from '../period/period'
import { bucketName } from '../tariffs/buckets'
import { isMissing, type CostPoint } from './costData'
import { costTable } from './costTable'
import { blocksOf, keysOf, partsOf, PENDING, SUBSCRIPTION, topOf, type Part } from './stack'

export interface CostBarsInput {
  points: readonly CostPoint[]
  compared: readonly (number | null)[] | null
  comparedName: string
  step: StepName
}

export function partName(key: string, words: Words): string {
  if (key === SUBSCRIPTION) return words.t('tariffs.subscription')
  return key === PENDING ? words.t('costs.pending') : bucketName(key, words)
}

export const markOf = ({ color, hatched }: Pick<Part, 'color' | 'hatched'>): Mark => ({
  kind: hatched ? 'hatch' : 'fill',
  color,
})

/** € of each step: subscription, each bucket, and what is still unknown, one on another. */
export function costBars({ points, compared, comparedName, step }: CostBarsInput, words: Words): ChartView {
  const { t, format } = words
  const others = compared ?? []
  const top = topOf(points, others)
  const missing = points.map(isMissing)
  const eur = (value: number | null | undefined) =>
    value === null || value === undefined ? t('charts.missing') : format.euros(value)
  const legend: LegendEntry[] = [
    ...keysOf(points).map((part) => ({
      key: part.key,
      name: partName(part.key, words),
      mark: markOf(part),
      hides: true,
    })),
    ...(compared
      ? [{ key: 'compared', name: comparedName, mark: { kind: 'dash', color: 'cmp' } as const, hides: true }]
      : []),
    ...(missing.includes(true)
      ? [{ key: 'gap', name: t('charts.noData'), mark: { kind: 'hatch', color: 'missing' } as const }]
      : []),
  ]
  const dearest = points.reduce<CostPoint | null>(
    (best, point) =>
      !isMissing(point) && (point.cost?.totalEur ?? 0) > (best?.cost?.totalEur ?? -1) ? point : best,
    null,
  )
  return {
    x: {
      min: 0,
      max: Math.max(1, points.length),
      ticks: (from, to, room) =>
        spaced(from, to, room, points.length, (index) => stepLabel(points[index]?.from ?? '', step, words)),
    },
    y: upright(top, '€', format.number),
    series: (tokens, hidden) => [
      gaps(missing, top, tokens, true),
      rectangles(
        blocksOf(points, hidden).map((block) => ({
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
      ...(compared && !hidden.has('compared')
        ? [line(stairs(others), { color: tokens.cmp, width: 1.2, dashed: true, opacity: 0.9, z: 4 })]
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
      return {
        title: stepTitle(point.from, step, words),
        rows: [
          ...partsOf(point)
            .reverse()
            .map((part) => ({
              name: partName(part.key, words),
              value: part.key === PENDING ? t('costs.upTo', { money: eur(part.eur) }) : eur(part.eur),
              mark: markOf(part),
            })),
          { name: t('costs.total'), value: eur(point.cost?.totalEur) },
          ...(compared
            ? [
                {
                  name: comparedName,
                  value: eur(others[index]),
                  mark: { kind: 'dash', color: 'cmp' } as const,
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
    table: costTable(points, step, words, compared ? { name: comparedName, eur: others } : null),
    summary: dearest
      ? t('costs.bars.summary', {
          when: stepTitle(dearest.from, step, words),
          money: eur(dearest.cost?.totalEur),
          subscription: eur(dearest.cost?.subscriptionEur),
        })
      : t('costs.bars.none'),
    picks: step === 'month' || step === 'day',
  }
}
