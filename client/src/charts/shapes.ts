import type { Area } from './chart'
import type { Hatch, Tokens } from './tokens'

interface Cell extends Area {
  fill: string | Hatch
  /** Hairline around it. */
  edge?: string | undefined
  radius?: number
  /** Kept between two neighbours, px. */
  space?: number
  /** At most, px. */
  widest?: number
  opacity?: number
}

interface Api {
  coord: (point: [number, number]) => [number, number]
}

/** Rectangles in the units of the axes: bars, cells, gaps. */
export function rectangles(cells: readonly Cell[], z = 2): object {
  return {
    type: 'custom',
    clip: true,
    silent: true,
    z,
    dimensions: ['x0', 'x1', 'y'],
    encode: { x: [0, 1], y: 2 },
    data: cells.map(({ x0, x1, y1 }) => [x0, x1, y1]),
    renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
      const cell = cells[dataIndex]
      if (!cell) return null
      const [left, top] = api.coord([cell.x0, cell.y1])
      const [right, bottom] = api.coord([cell.x1, cell.y0])
      const whole = Math.abs(right - left)
      const space = Math.min(cell.space ?? 0, whole * 0.4)
      const width = Math.max(0.6, Math.min(whole - space, cell.widest ?? Infinity))
      const inset = (whole - width) / 2
      const y = Math.min(top, bottom) + (cell.radius && cell.radius > 2 ? space / 2 : 0)
      const height = Math.abs(bottom - top) - (cell.radius && cell.radius > 2 ? space : 0)
      return {
        type: 'rect',
        shape: {
          x: Math.min(left, right) + inset,
          y,
          width,
          height,
          r: Math.min(cell.radius ?? 0, width / 3),
        },
        style: {
          fill: cell.fill,
          opacity: cell.opacity ?? 1,
          ...(cell.edge && { stroke: cell.edge, lineWidth: 1 }),
        },
      }
    },
  }
}

interface Step {
  color: string
  width?: number
  dashed?: boolean
  area?: boolean
  opacity?: number
  /** Values hold from one x to the next, as means do. */
  stepped?: boolean
  z?: number
}

/** A line through points; null breaks it. */
export function line(points: readonly (readonly [number, number | null])[], look: Step): object {
  return {
    type: 'line',
    data: points,
    silent: true,
    symbol: 'none',
    connectNulls: false,
    step: look.stepped ? 'end' : false,
    sampling: points.length > 2000 ? 'minmax' : undefined,
    z: look.z ?? 3,
    lineStyle: {
      color: look.color,
      width: look.width ?? 2,
      type: look.dashed ? [4, 3] : 'solid',
      opacity: look.opacity ?? 1,
    },
    ...(look.area && { areaStyle: { color: look.color, opacity: 0.09 } }),
  }
}

/** Means over columns of equal width → a step line, closed at its right end and broken at gaps. */
export function stairs(values: readonly (number | null)[]): [number, number | null][] {
  const points: [number, number | null][] = []
  values.forEach((value, index) => {
    const previous = values[index - 1]
    if (value === null) {
      if (previous !== null && previous !== undefined) points.push([index, previous])
      points.push([index, null])
      return
    }
    if (previous !== null && previous !== undefined) points.push([index, previous])
    points.push([index, value])
    if (index === values.length - 1) points.push([index + 1, value])
  })
  return points
}

/** One hatched rectangle per run of missing columns, over the whole height. */
export function gaps(
  missing: readonly boolean[],
  top: number,
  tokens: Tokens,
  apart = false,
  bottom = 0,
): object {
  const cells: Cell[] = []
  missing.forEach((one, index) => {
    if (!one) return
    const last = cells.at(-1)
    if (!apart && last?.x1 === index) last.x1 = index + 1
    else
      cells.push({
        x0: index,
        x1: index + 1,
        y0: bottom,
        y1: top,
        fill: tokens.hatch,
        space: apart ? 3 : 0,
        widest: apart ? 44 : undefined,
      })
  })
  return rectangles(cells, 1)
}
