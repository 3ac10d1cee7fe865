import type { Sketch } from './dashboard-panels.js'
import { SKETCHES } from './dashboard-panels.js'

/** A Grafana dashboard, as its import dialog takes it. */
export interface Dashboard {
  readonly title: string
  readonly uid: string
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly unknown[] }
  readonly [setting: string]: unknown
}

export interface Panel {
  readonly title: string
  readonly type: string
  /** Smallest step of its queries. */
  readonly interval: string
  readonly targets: readonly Target[]
  readonly [setting: string]: unknown
}

export interface Target {
  readonly refId: string
  readonly expr: string
  readonly legendFormat: string
  /** Asked for the end of the range only. */
  readonly instant: boolean
  readonly range: boolean
}

const GRID_WIDTH = 24

/** Grafana dashboard for these meters, on exactly the series that are exported; the first one is shown first. */
export function dashboard(pdls: readonly string[]): Dashboard {
  return {
    title: 'Linky',
    uid: 'linky-local',
    tags: ['linky'],
    timezone: 'Europe/Paris',
    editable: true,
    schemaVersion: 39,
    time: { from: 'now-30d', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'VictoriaMetrics' },
        {
          name: 'pdl',
          type: 'custom',
          label: 'PDL',
          query: pdls.join(','),
          options: pdls.map((pdl, index) => ({ text: pdl, value: pdl, selected: index === 0 })),
          current: { text: pdls[0] ?? '', value: pdls[0] ?? '' },
        },
      ],
    },
    panels: laidOut(SKETCHES),
  }
}

function laidOut(sketches: readonly Sketch[]): Panel[] {
  let [x, y, rowHeight] = [0, 0, 0]
  return sketches.map((sketch, index) => {
    if (x + sketch.width > GRID_WIDTH) [x, y, rowHeight] = [0, y + rowHeight, 0]
    const panel = panelOf(sketch, index + 1, { x, y, w: sketch.width, h: sketch.height })
    x += sketch.width
    rowHeight = Math.max(rowHeight, sketch.height)
    return panel
  })
}

function panelOf(sketch: Sketch, id: number, gridPos: object): Panel {
  const {
    title,
    type,
    unit,
    interval = '1d',
    instant = false,
    bars,
    stacked,
    mappings = [],
    queries,
  } = sketch
  const options = Object.fromEntries(mappings.map((text, index) => [String(index), { text, index }]))
  return {
    id,
    title,
    type,
    interval,
    gridPos,
    datasource: { type: 'prometheus', uid: '${datasource}' },
    fieldConfig: {
      defaults: {
        unit,
        mappings: mappings.length > 0 ? [{ type: 'value', options }] : [],
        custom: {
          ...(bars && { drawStyle: 'bars', fillOpacity: 80 }),
          ...(stacked && { stacking: { mode: 'normal', group: 'A' } }),
        },
      },
      overrides: [],
    },
    options: type === 'stat' ? { reduceOptions: { calcs: ['lastNotNull'] } } : {},
    targets: Object.entries(queries).map(([legendFormat, expr], index) => ({
      refId: String.fromCharCode(65 + index),
      expr,
      legendFormat,
      instant,
      range: !instant,
    })),
  }
}
