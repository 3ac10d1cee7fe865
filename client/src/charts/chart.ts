import type { Visible } from './crowd'
import type { TokenName, Tokens } from './tokens'

/** How a series is drawn in a legend or a tooltip. */
export interface Mark {
  kind: 'fill' | 'line' | 'dash' | 'hatch'
  color: TokenName
}

export interface LegendEntry {
  key: string
  name: string
  mark: Mark
  /** A click hides it. */
  hides?: boolean
}

export interface Tip {
  title: string
  rows: { name: string; value: string; mark?: Mark }[]
}

export interface Table {
  columns: string[]
  /** As read on screen, and as written in the CSV. */
  rows: { cells: string[]; raw: (string | number | null)[] }[]
}

export interface Tick {
  value: number
  label: string
}

/** A rectangle in the units of the axes. */
export interface Area {
  x0: number
  x1: number
  y0: number
  y1: number
}

export interface Axis {
  min: number
  max: number
  /** Labels for what is visible, `room` at most. */
  ticks: (from: number, to: number, room: number) => Tick[]
  /** Lines across the plot at the labels. */
  grid?: boolean
  inverse?: boolean
  /** Labels above the plot. */
  above?: boolean
}

/** One drawing: everything a frame needs to show, tell, read out, tabulate and save it. */
export interface ChartView {
  x: Axis
  y: Axis
  series: (tokens: Tokens, hidden: ReadonlySet<string>, visible: Visible) => object[]
  /** Marks that can be pointed at. */
  count: number
  locate: (x: number, y: number) => number | null
  area: (index: number) => Area
  /** What an arrow key moves by. */
  strides: { horizontal: number; vertical: number }
  tip: (index: number) => Tip
  legend: LegendEntry[]
  table: Table
  /** One sentence, written from the data. */
  summary: string
  /** Room for the labels at left, px. */
  left?: number
  /** A click on a mark does something. */
  picks?: boolean
}

/** Columns of equal width from 0: which one holds x. */
export function column(x: number, count: number): number | null {
  const index = Math.floor(x)
  return index >= 0 && index < count ? index : null
}

export function areaOfColumn(index: number, top: number): Area {
  return { x0: index, x1: index + 1, y0: 0, y1: top }
}
