import type { EChartsCoreOption } from 'echarts/core'
import type { ChartView } from './chart'
import type { Tokens } from './tokens'

export interface Window {
  from: number
  to: number
}

export interface Layout {
  width: number
  zoom: boolean
  window: Window
}

const LABEL = 62
/** About the width of a digit at 12 px. */
const DIGIT = 6.9

export function marginsOf(view: ChartView, zoom: boolean) {
  const labels = view.y.ticks(view.y.min, view.y.max, 8).map(({ label }) => label.length)
  const left = view.left ?? Math.round(Math.max(...labels, 2) * DIGIT + 12)
  return { left, right: 18, top: view.x.above ? 26 : 14, bottom: (zoom ? 34 : 0) + (view.x.above ? 4 : 28) }
}

/** A view → what the library draws: its axes are ours, its animation and its tooltip are off. */
export function optionOf(
  view: ChartView,
  tokens: Tokens,
  hidden: ReadonlySet<string>,
  { width, zoom, window }: Layout,
): EChartsCoreOption {
  const grid = marginsOf(view, zoom)
  const room = Math.max(2, Math.floor((width - grid.left - grid.right) / LABEL))
  const xTicks = view.x.ticks(window.from, window.to, room)
  const yTicks = view.y.ticks(view.y.min, view.y.max, 8)
  const labels = (ticks: typeof xTicks) => ({
    color: tokens['ink-3'],
    fontSize: 12,
    customValues: ticks.map(({ value }) => value),
    formatter: (value: number) =>
      ticks.find((tick) => Math.abs(tick.value - value) < 1e-6 * Math.max(1, Math.abs(value)))?.label ?? '',
  })
  const range = { xAxisIndex: 0, filterMode: 'none', startValue: window.from, endValue: window.to }
  return {
    animation: false,
    textStyle: { fontFamily: '"Figtree Variable", sans-serif', fontWeight: 400 },
    grid: { ...grid, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      position: view.x.above ? 'top' : 'bottom',
      min: view.x.min,
      max: view.x.max,
      axisLine: { show: !view.y.inverse, onZero: false, lineStyle: { color: tokens['line-2'] } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { ...labels(xTicks), margin: 10, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: view.y.min,
      max: view.y.max,
      inverse: view.y.inverse ?? false,
      axisLine: { show: false },
      axisTick: { show: false, customValues: yTicks.map(({ value }) => value) },
      splitLine: { show: view.y.grid ?? false, lineStyle: { color: tokens.line } },
      axisLabel: labels(yTicks),
      ...(view.y.grid &&
        yTicks.length > 1 && { interval: (yTicks[1]?.value ?? 1) - (yTicks[0]?.value ?? 0) }),
    },
    dataZoom: zoom
      ? [
          { type: 'inside', ...range, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false },
          {
            type: 'slider',
            ...range,
            height: 24,
            bottom: 4,
            showDetail: false,
            brushSelect: false,
            showDataShadow: false,
            borderColor: tokens.line,
            backgroundColor: tokens.sunken,
            fillerColor: tokens['cmp-ghost'],
            handleStyle: { color: tokens.surface, borderColor: tokens.control },
            moveHandleStyle: { color: tokens.control },
          },
        ]
      : [],
    series: view.series(tokens, hidden, { ...window, columns: width - grid.left - grid.right }),
  }
}
