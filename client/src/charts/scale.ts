import type { Axis, Tick } from './chart'

const steps = [1, 2, 2.5, 5, 10]

/** A round top at or above the highest value, and its step: four lines at most. */
export function roundScale(highest: number): { top: number; step: number } {
  if (!(highest > 0)) return { top: 1, step: 1 }
  const magnitude = 10 ** Math.floor(Math.log10(highest / 4))
  const step = (steps.find((one) => highest / (one * magnitude) <= 4) ?? 10) * magnitude
  return { top: Math.ceil(highest / step - 1e-9) * step, step }
}

/** Upright axis from zero; the unit rides on the top label. */
export function upright(
  highest: number,
  unit: string,
  write: (value: number, decimals: number) => string,
): Axis {
  const { top, step } = roundScale(highest)
  const decimals = step >= 1 && Number.isInteger(step) ? 0 : step >= 0.1 ? 1 : 2
  const lines = Math.round(top / step)
  const ticks: Tick[] = Array.from({ length: lines + 1 }, (_, index) => {
    const text = write(index * step, index === 0 ? 0 : decimals)
    return { value: index * step, label: index === lines ? `${text}\u00a0${unit}` : text }
  })
  return { min: 0, max: top, grid: true, ticks: () => ticks }
}

/** Upright axis on both sides of zero, one step for both; heights are written without a sign, the unit rides on the top label. */
export function mirrored(
  above: number,
  below: number,
  unit: string,
  write: (value: number, decimals: number) => string,
): Axis {
  const { step } = roundScale(Math.max(above, below))
  const decimals = step >= 1 && Number.isInteger(step) ? 0 : step >= 0.1 ? 1 : 2
  const up = Math.max(1, Math.ceil(above / step - 1e-9))
  const down = Math.ceil(below / step - 1e-9)
  const ticks: Tick[] = Array.from({ length: up + down + 1 }, (_, index) => {
    const line = index - down
    const text = write(Math.abs(line * step), line === 0 ? 0 : decimals)
    return { value: line * step, label: line === up ? `${text}\u00a0${unit}` : text }
  })
  return { min: -down * step, max: up * step, grid: true, ticks: () => ticks }
}

/** Every n-th of the marks between two places, so that `room` labels at most stay; `offset` inside a column. */
export function spaced(
  from: number,
  to: number,
  room: number,
  count: number,
  label: (index: number) => string,
  offset = 0.5,
): Tick[] {
  const first = Math.max(0, Math.floor(from))
  const last = Math.min(count - 1, Math.ceil(to) - 1)
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, room)))
  const ticks: Tick[] = []
  for (let index = first; index <= last; index += every)
    ticks.push({ value: index + offset, label: label(index) })
  return ticks
}
