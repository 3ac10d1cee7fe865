import { CustomChart, LineChart } from 'echarts/charts'
import { DataZoomInsideComponent, DataZoomSliderComponent, GridComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([CanvasRenderer, CustomChart, DataZoomInsideComponent, DataZoomSliderComponent, GridComponent, LineChart])

/** A canvas inside `box`; the font is there first, or labels would be measured in another. */
export async function createChart(box: HTMLElement): Promise<EChartsType> {
  await document.fonts.load('500 12px "Figtree Variable"')
  return init(box, null, { renderer: 'canvas' })
}
