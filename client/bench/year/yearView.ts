import { areaOfColumn, column, type ChartView } from '../../src/charts/chart'
import { bandsOf, crowd, isCrowded } from '../../src/charts/crowd'
import { roundScale, spaced, upright } from '../../src/charts/scale'
import { gaps, line, stairs } from '../../src/charts/shapes'

/** Mean powers in order, W → the curve, its gaps and its area, as the page of a day has them. */
export function yearView(watts: readonly (number | null)[]): ChartView {
  const kilowatts = watts.map((value) => (value === null ? null : value / 1000))
  const highest = kilowatts.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)
  const { top } = roundScale(highest)
  return {
    x: {
      min: 0,
      max: watts.length,
      ticks: (from, to, room) => spaced(from, to, room, watts.length, String),
    },
    y: upright(highest, 'kW', (value, decimals) => value.toFixed(decimals)),
    series: (tokens, _, visible) => [
      gaps(
        watts.map((value) => value === null),
        top,
        tokens,
      ),
      isCrowded(visible)
        ? crowd(bandsOf(kilowatts, visible), tokens.ink)
        : line(stairs(kilowatts), { color: tokens.ink, area: true }),
    ],
    count: watts.length,
    locate: (x) => column(x, watts.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 48 },
    tip: (index) => ({ title: String(index), rows: [] }),
    legend: [],
    table: { columns: [], rows: [] },
    summary: '',
  }
}
