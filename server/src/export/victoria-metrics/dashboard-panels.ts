/** A panel of the dashboard, before Grafana's own words. */
export interface Sketch {
  readonly title: string
  readonly type: 'stat' | 'timeseries' | 'bargauge' | 'state-timeline'
  readonly unit: string
  readonly interval?: string
  readonly instant?: true
  readonly bars?: true
  readonly stacked?: true
  readonly mappings?: readonly string[]
  /** Legend → expression. */
  readonly queries: Readonly<Record<string, string>>
  readonly width: number
  readonly height: number
}

const COLORS = ['', 'Blue', 'White', 'Red']
const LEVELS = ['Low-carbon', 'Normal', 'Tense', 'Very tense']

const energy = (direction: string, granularity: string) =>
  `linky_energy_wh{pdl="$pdl",direction="${direction}",bucket="total",granularity="${granularity}"}`
const power = (direction: string) =>
  `avg(avg_over_time(linky_power_watts{pdl="$pdl",direction="${direction}"}[$__interval]))`
const total = (direction: string, window: string, granularity = 'day') =>
  `sum(sum_over_time(${energy(direction, granularity)}[${window}]))`

const cost = (bucket: string, window: string) =>
  `sum(sum_over_time(linky_cost_euros{pdl="$pdl",bucket=~"${bucket}",granularity="day"}[${window}]))`

/** Days begin in Paris, steps on the hours of UTC: a step of a day would show the new day an hour or two late. */
const STATE_STEP = '1h'

const SMALL = { width: 6, height: 4 }
const WIDE = { width: 24, height: 9 }
const HALF = { width: 12, height: 8 }

/** Each sum is over a window as long as the step: a day is counted once, under its local midnight, and never repeated. */
export const SKETCHES: readonly Sketch[] = [
  {
    ...SMALL,
    title: 'Last day',
    type: 'stat',
    unit: 'watth',
    interval: '1d',
    queries: { consumption: total('consumption', '1d') },
  },
  {
    ...SMALL,
    title: 'Over the range',
    type: 'stat',
    unit: 'watth',
    instant: true,
    queries: { consumption: total('consumption', '$__range'), production: total('production', '$__range') },
  },
  {
    ...SMALL,
    title: 'Age of the data',
    type: 'stat',
    unit: 's',
    instant: true,
    queries: { age: 'time() - max(last_over_time(linky_data_last_timestamp_seconds{pdl="$pdl"}[7d]))' },
  },
  {
    ...SMALL,
    title: 'Calls of the gateway',
    type: 'stat',
    unit: 'none',
    instant: true,
    queries: { '{{counter}}': 'max by (counter) (last_over_time(linky_quota_used{pdl="$pdl"}[2d]))' },
  },
  {
    ...WIDE,
    title: 'Energy by day',
    type: 'timeseries',
    unit: 'watth',
    interval: '1d',
    bars: true,
    queries: { consumption: total('consumption', '1d'), production: total('production', '1d') },
  },
  {
    ...SMALL,
    title: 'Cost over the range',
    type: 'stat',
    unit: 'currencyEUR',
    instant: true,
    queries: {
      energy: cost('total', '$__range'),
      'with the subscription': cost('total|subscription', '$__range'),
      sold: 'sum(sum_over_time(linky_revenue_euros{pdl="$pdl",granularity="day"}[$__range]))',
    },
  },
  {
    ...SMALL,
    title: 'Price now',
    type: 'stat',
    unit: 'currencyEUR',
    instant: true,
    queries: {
      'EUR/kWh': 'max(last_over_time(linky_price_euros_per_kwh{pdl="$pdl",bucket="now"}[2d]))',
    },
  },
  {
    ...HALF,
    title: 'Cost of the last day',
    type: 'stat',
    unit: 'currencyEUR',
    interval: '1d',
    queries: { energy: cost('total', '1d'), subscription: cost('subscription', '1d') },
  },
  {
    ...WIDE,
    title: 'Cost by day',
    type: 'timeseries',
    unit: 'currencyEUR',
    interval: '1d',
    bars: true,
    stacked: true,
    queries: {
      '{{bucket}}':
        'sum by (bucket) (sum_over_time(linky_cost_euros{pdl="$pdl",bucket!="total",granularity="day"}[1d]))',
    },
  },
  {
    ...WIDE,
    title: 'Energy by day and bucket',
    type: 'timeseries',
    unit: 'watth',
    interval: '1d',
    bars: true,
    stacked: true,
    queries: {
      '{{bucket}}':
        'sum by (bucket) (sum_over_time(linky_energy_wh{pdl="$pdl",direction="consumption",bucket!="total",granularity="day"}[1d]))',
    },
  },
  {
    ...WIDE,
    title: 'Load curve',
    type: 'timeseries',
    unit: 'watt',
    interval: '30m',
    queries: { consumption: power('consumption'), production: power('production') },
  },
  {
    ...HALF,
    title: 'Energy by hour',
    type: 'timeseries',
    unit: 'watth',
    interval: '1h',
    bars: true,
    queries: { consumption: total('consumption', '1h', 'slot') },
  },
  {
    ...HALF,
    title: 'Highest power',
    type: 'timeseries',
    unit: 'voltamp',
    interval: '1d',
    queries: {
      reached: 'max(max_over_time(linky_max_power_va{pdl="$pdl"}[1d]))',
      subscribed: 'max(last_over_time(linky_subscribed_power_va{pdl="$pdl"}[30d] @ end()))',
    },
  },
  {
    ...HALF,
    title: 'Tempo',
    type: 'state-timeline',
    unit: 'none',
    interval: STATE_STEP,
    mappings: COLORS,
    queries: { colour: 'max(last_over_time(tempo_color{day="today"}[1d]))' },
  },
  {
    ...SMALL,
    title: 'Tempo tomorrow',
    type: 'stat',
    unit: 'none',
    instant: true,
    mappings: COLORS,
    queries: { tomorrow: 'max(last_over_time(tempo_color{day="tomorrow"}[1d]))' },
  },
  {
    ...SMALL,
    title: 'Tempo days left',
    type: 'bargauge',
    unit: 'none',
    instant: true,
    queries: { '{{color}}': 'max by (color) (last_over_time(tempo_days{kind="left"}[7d]))' },
  },
  {
    ...HALF,
    title: 'EcoWatt',
    type: 'state-timeline',
    unit: 'none',
    interval: STATE_STEP,
    mappings: LEVELS,
    queries: { level: 'max(last_over_time(ecowatt_level{day="today"}[1d]))' },
  },
  {
    ...HALF,
    title: 'EcoWatt ahead',
    type: 'stat',
    unit: 'none',
    instant: true,
    mappings: LEVELS,
    queries: { '{{day}}': 'max by (day) (last_over_time(ecowatt_level{day!="today"}[2d]))' },
  },
]
