import type { EChartsType } from 'echarts/core'
import { onBeforeUnmount, onMounted, readonly, ref, shallowRef, watch, type ShallowRef } from 'vue'
import type { Area, ChartView } from './chart'
import { optionOf, type Window } from './option'
import { useTokens } from './useTokens'

const axes = { xAxisIndex: 0, yAxisIndex: 0 }

interface Shown {
  view: ChartView
  hidden: ReadonlySet<string>
  zoom: boolean
}

/** One drawing kept up with its data, its theme, its size and its zoom; the library comes when first needed. */
export function useChart(
  plot: Readonly<ShallowRef<HTMLElement | null>>,
  size: { readonly width: number; readonly height: number },
  shown: () => Shown,
) {
  const tokens = useTokens()
  const chart = shallowRef<EChartsType | null>(null)
  const window = ref<Window>({ from: 0, to: 1 })
  /** Counts drawings: places on screen are then worked out again. */
  const drawn = ref(0)
  const alive = { value: true }

  function draw(): void {
    if (!chart.value) return
    const { view, hidden, zoom } = shown()
    const layout = { width: size.width, zoom, window: window.value }
    chart.value.setOption(optionOf(view, tokens.value, hidden, layout), { notMerge: true })
    drawn.value++
  }
  function zoomed(event: unknown): void {
    const { view } = shown()
    const batch = (event as { batch?: object[] }).batch
    const { start, end } = (batch?.[0] ?? event) as { start: number; end: number }
    const span = view.x.max - view.x.min
    window.value = { from: view.x.min + (span * start) / 100, to: view.x.min + (span * end) / 100 }
  }

  watch(
    () => [shown().zoom, shown().view.x.min, shown().view.x.max] as const,
    ([, from, to]) => (window.value = { from, to }),
    { immediate: true },
  )
  watch([shown, tokens, window], draw)
  watch(
    () => [size.width, size.height],
    () => {
      chart.value?.resize()
      draw()
    },
  )
  onMounted(async () => {
    const { createChart } = await import('./engine')
    if (!plot.value) return
    const made = await createChart(plot.value)
    if (!alive.value) {
      made.dispose()
      return
    }
    made.on('datazoom', zoomed)
    chart.value = made
    draw()
  })
  onBeforeUnmount(() => {
    alive.value = false
    chart.value?.dispose()
  })

  /** Units of the axes → pixels of the drawing. */
  function place({ x0, x1, y0, y1 }: Area) {
    if (!chart.value || drawn.value === 0) return null
    const [left = 0, top = 0] = chart.value.convertToPixel(axes, [x0, y1])
    const [right = 0, bottom = 0] = chart.value.convertToPixel(axes, [x1, y0])
    return { left, right, top: Math.min(top, bottom), height: Math.abs(bottom - top) }
  }
  /** Pixels of the drawing → units of the axes; null outside the plot. */
  function find(left: number, top: number): [number, number] | null {
    if (!chart.value?.containPixel('grid', [left, top])) return null
    const [x = 0, y = 0] = chart.value.convertFromPixel(axes, [left, top])
    return [x, y]
  }
  function image(): string | null {
    return chart.value?.getDataURL({ pixelRatio: 2, backgroundColor: tokens.value.surface }) ?? null
  }
  return { drawn: readonly(drawn), place, find, image }
}
