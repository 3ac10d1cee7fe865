import { column, type ChartView } from '../../charts/chart'
import { mirrored, spaced } from '../../charts/scale'
import { gaps, line, stairs } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import type { BalanceDaysQuery } from '../../graphql/generated/graphql'
import { stepLabel, stepTitle } from '../consumption/stepNames'

type NetDay = BalanceDaysQuery['balance']['points'][number]

/** Net of each day: above zero the grid gave more, below it took more. */
export function netDays(days: readonly NetDay[], words: Words): ChartView {
  const { t, format } = words
  const net = days.map(({ netWh }) => (netWh === null ? null : netWh / 1000))
  const side = (sign: 1 | -1) => net.map((value) => (value === null ? null : Math.max(0, sign * value)))
  const highest = (values: (number | null)[]) => Math.max(0, ...values.map((value) => value ?? 0))
  const y = mirrored(highest(side(1)), highest(side(-1)), 'kWh', format.number)
  const missing = days.map(({ netWh, coverage }) => netWh === null && coverage.expected > 0)
  const surplus = net.filter((value) => value !== null && value < 0).length
  const figure = (wh: number | null | undefined) =>
    wh === null || wh === undefined ? t('charts.missing') : format.kwh(wh)
  return {
    x: {
      min: 0,
      max: Math.max(1, days.length),
      ticks: (from, to, room) =>
        spaced(from, to, room, days.length, (index) => stepLabel(days[index]?.from ?? '', 'day', words)),
    },
    y,
    series: (tokens, hidden) => [
      gaps(missing, y.max, tokens, false, y.min),
      ...(hidden.has('drawn') ? [] : [line(stairs(side(1)), { color: tokens.cmp, width: 1.4, area: true })]),
      ...(hidden.has('injected')
        ? []
        : [
            line(stairs(net.map((value) => (value !== null && value < 0 ? value : null))), {
              color: tokens.inj,
              width: 1.4,
              area: true,
            }),
          ]),
    ],
    count: days.length,
    locate: (x) => column(x, days.length),
    area: (index) => ({ x0: index, x1: index + 1, y0: y.min, y1: y.max }),
    strides: { horizontal: 1, vertical: 7 },
    tip: (index) => ({
      title: stepTitle(days[index]?.from ?? '', 'day', words),
      rows: [{ name: t('balance.net'), value: figure(days[index]?.netWh) }],
    }),
    legend: [
      { key: 'drawn', name: t('balance.days.drawn'), mark: { kind: 'line', color: 'cmp' }, hides: true },
      {
        key: 'injected',
        name: t('balance.days.injected'),
        mark: { kind: 'line', color: 'inj' },
        hides: true,
      },
    ],
    table: {
      columns: [t('consumption.steps.day'), t('balance.columns.net')],
      rows: days.map(({ from, netWh }, index) => ({
        cells: [stepTitle(from, 'day', words), figure(netWh)],
        raw: [from, net[index] ?? null],
      })),
    },
    summary: t(
      'balance.days.summary',
      { count: surplus, known: net.filter((value) => value !== null).length },
      surplus,
    ),
    picks: true,
  }
}
