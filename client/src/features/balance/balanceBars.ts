import { column, type ChartView, type LegendEntry } from '../../charts/chart'
import { mirrored, spaced } from '../../charts/scale'
import { gaps, line, rectangles } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { stepLabel, stepTitle } from '../consumption/stepNames'
import type { StepName } from '../period/period'
import type { BalanceStep } from './balanceData'
import { isMissing } from './balanceData'
import { balanceTable } from './balanceTable'

const kwh = (wh: number | null) => (wh === null ? null : wh / 1000)

/** Drawn upwards, injected downwards, and the net as a line through the middle of each step. */
export function balanceBars(points: readonly BalanceStep[], step: StepName, words: Words): ChartView {
  const { t, format } = words
  const highest = (values: (number | null)[]) => Math.max(0, ...values.map((value) => value ?? 0))
  const drawn = points.map(({ drawnWh }) => kwh(drawnWh))
  const injected = points.map(({ injectedWh }) => kwh(injectedWh))
  const net = points.map((point) => (isMissing(point) ? null : kwh(point.netWh)))
  const y = mirrored(highest(drawn), highest(injected), 'kWh', format.number)
  const missing = points.map(isMissing)
  const figure = (wh: number | null) => (wh === null ? t('charts.missing') : format.kwh(wh))
  const legend: LegendEntry[] = [
    { key: 'drawn', name: t('balance.drawn'), mark: { kind: 'fill', color: 'cmp' }, hides: true },
    { key: 'injected', name: t('balance.injected'), mark: { kind: 'fill', color: 'inj' }, hides: true },
    { key: 'net', name: t('balance.net'), mark: { kind: 'line', color: 'ink' }, hides: true },
    ...(missing.includes(true)
      ? [{ key: 'gap', name: t('charts.noData'), mark: { kind: 'hatch', color: 'missing' } as const }]
      : []),
  ]
  const bars = (values: (number | null)[], sign: 1 | -1, fill: string) =>
    rectangles(
      values.flatMap((value, index) =>
        value === null
          ? []
          : [
              {
                x0: index,
                x1: index + 1,
                y0: sign > 0 ? 0 : -value,
                y1: sign > 0 ? value : 0,
                fill,
                radius: 2,
                space: 3,
                widest: 44,
              },
            ],
      ),
    )
  const best = points.reduce<BalanceStep | null>(
    (found, point) =>
      !isMissing(point) && (point.injectedWh ?? 0) > (found?.injectedWh ?? -1) ? point : found,
    null,
  )
  return {
    x: {
      min: 0,
      max: Math.max(1, points.length),
      ticks: (from, to, room) =>
        spaced(from, to, room, points.length, (index) => stepLabel(points[index]?.from ?? '', step, words)),
    },
    y,
    series: (tokens, hidden) => [
      gaps(missing, y.max, tokens, true, y.min),
      ...(hidden.has('drawn') ? [] : [bars(drawn, 1, tokens.cmp)]),
      ...(hidden.has('injected') ? [] : [bars(injected, -1, tokens.inj)]),
      line(
        [
          [0, 0],
          [points.length, 0],
        ],
        { color: tokens['line-2'], width: 1, z: 3 },
      ),
      ...(hidden.has('net')
        ? []
        : [
            line(
              net.map((value, index) => [index + 0.5, value]),
              { color: tokens.ink, width: 2, z: 4 },
            ),
          ]),
    ],
    count: points.length,
    locate: (x) => column(x, points.length),
    area: (index) => ({ x0: index, x1: index + 1, y0: y.min, y1: y.max }),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => {
      const point = points[index]
      if (!point) return { title: '', rows: [] }
      const { known, expected } = point.coverage
      return {
        title: stepTitle(point.from, step, words),
        rows: [
          { name: t('balance.drawn'), value: figure(point.drawnWh), mark: { kind: 'fill', color: 'cmp' } },
          {
            name: t('balance.injected'),
            value: figure(point.injectedWh),
            mark: { kind: 'fill', color: 'inj' },
          },
          { name: t('balance.net'), value: figure(point.netWh), mark: { kind: 'line', color: 'ink' } },
          ...(known < expected && expected > 1
            ? [{ name: t('charts.coverage'), value: t('charts.days', { known, expected }, known) }]
            : []),
        ],
      }
    },
    legend,
    table: balanceTable(points, step, words),
    summary: best
      ? t('balance.bars.summary', {
          when: stepTitle(best.from, step, words),
          injected: figure(best.injectedWh),
          drawn: figure(best.drawnWh),
        })
      : t('balance.bars.none'),
    picks: step === 'day',
  }
}
