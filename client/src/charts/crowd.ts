/** What is on screen of an axis: its ends, and how many columns of pixels it has. */
export interface Visible {
  from: number
  to: number
  columns: number
}

export interface Band {
  x0: number
  x1: number
  lowest: number
  highest: number
}

/**
 * More means than pixels: the lowest and the highest of each column of pixels, none where nothing is known.
 * A line through all of them would paint the same pixels many times over, and take long.
 */
export function bandsOf(values: readonly (number | null)[], { from, to, columns }: Visible): Band[] {
  const first = Math.max(0, Math.floor(from))
  const last = Math.min(values.length, Math.ceil(to))
  const width = Math.max(1, (last - first) / columns)
  const bands: Band[] = []
  for (let column = 0; first + column * width < last; column++) {
    const start = Math.floor(first + column * width)
    const end = Math.min(last, Math.max(start + 1, Math.floor(first + (column + 1) * width)))
    let lowest = Infinity
    let highest = -Infinity
    for (let index = start; index < end; index++) {
      const value = values[index]
      if (value === null || value === undefined) continue
      if (value < lowest) lowest = value
      if (value > highest) highest = value
    }
    if (highest >= lowest) bands.push({ x0: start, x1: end, lowest, highest })
  }
  return bands
}

/** Whether means must share columns of pixels: below, each has its own step. */
export function isCrowded({ from, to, columns }: Visible): boolean {
  return to - from > columns / 2
}

interface Api {
  coord: (point: [number, number]) => [number, number]
}

/** Bands → the curve and what is under it, in plain rectangles: one path of as many corners takes fifty times longer. */
export function crowd(bands: readonly Band[], color: string, weight = 2): object {
  return {
    type: 'custom',
    clip: true,
    silent: true,
    z: 3,
    data: [[bands[0]?.x0 ?? 0, 0]],
    renderItem: (_: unknown, api: Api) => {
      const [left, zero] = api.coord([0, 0])
      const [right, above] = api.coord([1, 1])
      const x = (value: number) => Math.round(left + value * (right - left))
      const y = (value: number) => Math.round(zero + value * (above - zero))
      const rect = ({ x0, x1 }: Band, top: number, bottom: number, opacity: number) => ({
        type: 'rect',
        shape: { x: x(x0), y: top, width: Math.max(1, x(x1) - x(x0)), height: bottom - top },
        style: { fill: color, opacity },
      })
      const half = weight / 2
      return {
        type: 'group',
        children: bands.flatMap((band) => [
          rect(band, y(band.highest), y(0), 0.09),
          rect(band, y(band.highest) - half, y(band.lowest) + half, 1),
        ]),
      }
    },
  }
}
