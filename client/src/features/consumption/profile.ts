import type { ChartView } from '../../charts/chart'
import { ends, shadeOf } from '../../charts/ramp'
import { rectangles } from '../../charts/shapes'
import type { Words } from '../../charts/words'

const HOURS = 24

export interface ProfileInput {
  /** W, row after row, 24 hours each; null = never seen. */
  watts: readonly (number | null)[]
  rows: readonly { short: string; long: string }[]
  rowName: string
}

/** Mean power by hour and row: a cell each, hatched where it is not known; a row outside the period stays empty. */
export function profileView({ watts, rows, rowName }: ProfileInput, { t, format }: Words): ChartView {
  const { low, high } = ends(watts) ?? { low: 0, high: 0 }
  const cell = (index: number) => ({ row: Math.floor(index / HOURS), hour: index % HOURS })
  const area = (index: number) => {
    const { row, hour } = cell(index)
    return { x0: hour, x1: hour + 1, y0: row, y1: row + 1 }
  }
  const power = (value: number | null | undefined) =>
    value === null || value === undefined ? t('charts.missing') : format.watts(value)
  const seen = (row: number) => watts.slice(row * HOURS, (row + 1) * HOURS).some((value) => value !== null)
  const peak = watts.indexOf(high)
  return {
    x: {
      min: 0,
      max: HOURS,
      ticks: (_from, _to, room) => {
        const every = room >= 9 ? 3 : 6
        return Array.from({ length: HOURS / every + 1 }, (_, index) => ({
          value: index * every,
          label: format.clock(index * every * 60),
        }))
      },
    },
    y: {
      min: 0,
      max: rows.length,
      inverse: true,
      ticks: () => rows.map(({ short }, row) => ({ value: row + 0.5, label: short })),
    },
    series: (tokens) => [
      rectangles(
        watts.flatMap((value, index) => {
          if (!seen(cell(index).row)) return []
          const fill = value === null ? tokens.hatch : tokens[shadeOf(value, low, high)]
          return [{ ...area(index), fill, radius: 4, space: 3 }]
        }),
      ),
    ],
    count: watts.length,
    locate: (x, y) => {
      const [hour, row] = [Math.floor(x), Math.floor(y)]
      return hour >= 0 && hour < HOURS && row >= 0 && row < rows.length ? row * HOURS + hour : null
    },
    area,
    strides: { horizontal: 1, vertical: HOURS },
    tip: (index) => {
      const { row, hour } = cell(index)
      return {
        title: `${rows[row]?.long ?? ''}, ${format.clock(hour * 60)} – ${format.clock((hour + 1) * 60)}`,
        rows: [{ name: t('consumption.profile.mean'), value: power(watts[index]) }],
      }
    },
    legend: [],
    table: {
      columns: [rowName, ...Array.from({ length: HOURS }, (_, hour) => format.clock(hour * 60))],
      rows: rows.map(({ long }, row) => {
        const values = watts.slice(row * HOURS, (row + 1) * HOURS)
        return {
          cells: [long, ...values.map((value) => (value === null ? '' : format.number(value)))],
          raw: [long, ...values],
        }
      }),
    },
    summary: t('consumption.profile.summary', {
      row: rows[cell(peak).row]?.long ?? '',
      time: format.clock(cell(peak).hour * 60),
      power: power(high),
    }),
    left: 44,
  }
}
